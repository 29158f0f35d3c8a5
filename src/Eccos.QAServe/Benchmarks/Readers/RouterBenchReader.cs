using System.Globalization;
using Eccos.Observations;

namespace Eccos.QAServe;

/// <summary>Reads a wide table in the form of RouterBench (Hu et al. 2024): the models are those that have a column for their cost.</summary>
internal sealed class RouterBenchReader(IEnumerable<string> header) : IRecordReader
{
    private const string Cost = "|total_cost";
    private const string Response = "|model_response";

    private readonly string[] _models = [.. header.Where(column => column.EndsWith(Cost, StringComparison.Ordinal)).Select(column => column[..^Cost.Length])];

    public bool HasModels => _models.Length > 0;

    public QAServeRecord Read(FieldRow row, long number) => new()
    {
        Id = row.Find("sample_id") ?? FormattableString.Invariant($"routerbench-{number}"),
        Source = row.Find("eval_name"),
        Query = Prompt(row),
        Outputs = [.. _models.Where(model => row.Find(model) is not null).Select(model => new QAServeOutput
        {
            Endpoint = model,
            Correct = Number(row, model, value => value is >= 0 and <= 1, "a score from 0 to 1"),
            CostUsd = row.Find(model + Cost) is null ? null : Number(row, model + Cost, value => value >= 0 && double.IsFinite(value), "a cost in USD, 0 or more"),
            Response = row.Find(model + Response),
        })],
    };

    // Prompts of one message come as a list of one text.
    private static string Prompt(FieldRow row) => row.Text("prompt") is var text && ListLiteral.TryParse(text, out var parts) && parts.Count > 0 ? string.Join('\n', parts) : text;

    private static double Number(FieldRow row, string field, Func<double, bool> isAllowed, string allowed)
    {
        var text = row.Text(field);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && isAllowed(value)
            ? value
            : throw row.Problem(field, $"is '{text}'; it is {allowed}.");
    }
}
