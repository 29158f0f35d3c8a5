using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Eccos.Observations;

namespace Eccos.QAServe;

/// <summary>Makes the records of the final file: items in their order, endpoints in theirs, whatever order the answers came in.</summary>
internal sealed class RecordAssembler(Collection collection, IReadOnlyList<CollectorEndpoint> endpoints, CollectorServices services)
{
    public async IAsyncEnumerable<QAServeRecord> RecordsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var item in collection.Items)
        {
            var outputs = new List<QAServeOutput>();
            foreach (var endpoint in endpoints)
            {
                if (collection.Answers.TryGetValue((item.Item.Id, endpoint.Endpoint.Name), out var answer))
                    outputs.Add(await OutputAsync(item.Item, endpoint.Endpoint.Name, answer, cancellationToken).ConfigureAwait(false));
            }

            if (outputs.Count > 0)
                yield return Record(item.Item, outputs);
        }
    }

    private QAServeRecord Record(BenchmarkItem item, List<QAServeOutput> outputs)
    {
        var query = item.QueryText();
        return new QAServeRecord
        {
            Id = item.Id,
            Source = item.Source,
            Query = query,
            InputTokens = services.Counter?.Count(query),
            Answer = item.Answers[0],
            Outputs = outputs,
        };
    }

    private async Task<QAServeOutput> OutputAsync(BenchmarkItem item, string endpoint, JournalAnswer answer, CancellationToken cancellationToken)
    {
        var line = await collection.Journal.ReadAsync(answer.Place, cancellationToken).ConfigureAwait(false);
        if (answer.Grade is not { } grade)
            answer.Grade = grade = await services.GradeAsync(collection.Journal, item, endpoint, line.Response!, cancellationToken).ConfigureAwait(false);
        var other = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (grade.Extracted is not null)
            other["extracted"] = Element(grade.Extracted);
        if (line.Finish is not null)
            other["finish"] = Element(line.Finish);
        if (line.TokensCounted is true)
            other["tokens_counted"] = JsonSerializer.SerializeToElement(true, JournalJson.Default.Boolean);
        return new QAServeOutput
        {
            Endpoint = endpoint,
            Correct = grade.Score,
            InputTokens = line.InputTokens,
            OutputTokens = line.OutputTokens,
            CostUsd = line.CostUsd,
            LatencyMs = line.LatencyMs,
            Response = services.Options.KeepResponses ? line.Response : null,
            Other = other.Count == 0 ? null : other,
        };
    }

    // A field beside the known ones of a record cannot hold half a character, and has U+FFFD for it.
    private static JsonElement Element(string text) => JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), JournalJson.Default.String);
}
