using Eccos.Observations;

namespace Eccos.QAServe;

/// <summary>Reads a wide table in the form of RouteLLM (Ong et al. 2024): every column but the prompt is a model.</summary>
internal sealed class RouteLlmReader(IEnumerable<string> header) : IRecordReader
{
    // The first column may be the row's number, which data frames write without a name.
    private readonly string[] _models = [.. header.Where(column => column is not ("prompt" or "" or "Unnamed: 0" or "index"))];

    public bool HasModels => _models.Length > 0;

    public QAServeRecord Read(FieldRow row, long number) => new()
    {
        Id = FormattableString.Invariant($"routellm-{number}"),
        Source = "routellm",
        Query = row.Text("prompt"),
        Outputs = [.. _models.Where(model => row.Find(model) is not null).Select(model => new QAServeOutput
        {
            Endpoint = model,
            Correct = row.Text(model) switch
            {
                "True" or "true" or "TRUE" or "1" or "1.0" => 1,
                "False" or "false" or "FALSE" or "0" or "0.0" => 0,
                var other => throw row.Problem(model, $"is '{other}'; it is True or False."),
            },
        })],
    };
}
