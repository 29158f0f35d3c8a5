using Eccos.Observations;

namespace Eccos.Experiments.Scheduling;

/// <summary>Training records whose queries are played beside those of the test, under ids of their own: the same id may stand in both files.</summary>
internal static class TrainingQueries
{
    private const string Prefix = "training:";

    /// <summary>The records with the ids that their queries have then.</summary>
    public static IEnumerable<QAServeRecord> Renamed(IEnumerable<QAServeRecord> records) => records.Select(record => record with { Id = Prefix + record.Id });

    /// <summary>Their queries, with input tokens where a price needs them.</summary>
    public static IReadOnlyList<Query> Of(IEnumerable<QAServeRecord> records, ModelPool pool, ITokenCounter counter) =>
        InputTokens.Count([.. Renamed(records).Select(record => record.ToQuery())], pool, counter);
}
