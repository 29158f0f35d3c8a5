using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>The errors of k-nearest neighbours, from training queries each of which, wherever it was recorded again, is left out of its own vote.</summary>
internal static class KnnErrors
{
    private const int MostRows = 4096;

    /// <param name="set">The training records, which are the memory's rows.</param>
    /// <param name="memory">The observations.</param>
    /// <param name="model">How neighbours are weighed.</param>
    /// <param name="counter">Counts the tokens of queries that carry no count.</param>
    /// <param name="parallel">The threads to use, and what ends the work early.</param>
    public static HeldOutErrors? Measure(TrainingSet set, ObservationMemory memory, KnnModel model, Lazy<ITokenCounter> counter, ParallelOptions parallel)
    {
        var step = Math.Max(1, memory.Count / MostRows);
        var row = 0;
        var asked = set.Where(_ => row++ % step == 0);
        var forecast = new KnnForecast(memory, model, asked.Records.Count);
        NeighbourBatch.Run(
            memory,
            asked.Records.Count,
            i => memory.Vector(i * step),
            Math.Min(forecast.Depth + set.Records.CountBy(record => record.Query, StringComparer.Ordinal).Max(text => text.Value), memory.Count),
            (i, neighbours) => forecast.Write(i, Others(neighbours, asked.Records[i].Query), Uncounted(asked.Records[i]), counter),
            parallel);
        return HeldOutErrors.Measure(asked, forecast.ToPrediction(set.Endpoints));

        Neighbour[] Others(ReadOnlySpan<Neighbour> neighbours, string text) => Array.FindAll(neighbours.ToArray(), neighbour => set.Records[neighbour.Row].Query != text);
    }

    // Prompts are not what is measured, so their tokens need no counting.
    private static Query Uncounted(QAServeRecord record) => record.ToQuery() with { InputTokens = record.InputTokens ?? 0 };
}
