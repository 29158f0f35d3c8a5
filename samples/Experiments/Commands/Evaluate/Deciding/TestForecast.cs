using Eccos.Experiments.Predictors;
using Eccos.Experiments.Scheduling;

namespace Eccos.Experiments.Commands.Evaluate.Deciding;

/// <summary>What is predicted of the test queries, and of training queries that take part in a rehearsal; corrected, as a scheduler corrects it.</summary>
/// <param name="Test">The test queries.</param>
/// <param name="CostUsd">Their costs.</param>
/// <param name="PredictionTimes">The time the predictor took for each window of them.</param>
/// <param name="OutOfFold">The training queries, predicted by learners that never saw them; null when the fit made no such predictions.</param>
internal sealed record TestForecast(PredictedQueries Test, QueryEndpointMatrix CostUsd, IReadOnlyList<(TimeSpan Time, int Queries)> PredictionTimes, PredictedQueries? OutOfFold)
{
    private const int WarmUpWindows = 2;

    public IReadOnlyList<Query> Queries => Test.Queries;

    public Prediction Prediction => Test.Prediction;

    /// <summary>Training queries for two windows of a stream that is not counted; null when none are predicted.</summary>
    public PredictedQueries? WarmUp(EvaluateSettings settings)
    {
        if (OutOfFold is null)
            return null;
        int[] places = [.. Enumerable.Range(0, OutOfFold.Queries.Count)];
        new Random(settings.Source.Seed).Shuffle(places);
        return OutOfFold.Rows(places[..Math.Min(places.Length, WarmUpWindows * settings.Window)]);
    }

    /// <summary>Predicts window by window, as batches would be.</summary>
    /// <exception cref="EccosException">An endpoint has no costs.</exception>
    public static async Task<TestForecast> CreateAsync(
        PreparedPredictor prepared,
        IReadOnlyList<Query> queries,
        ITokenCounter counter,
        int window,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        var counted = InputTokens.Count(queries, prepared.Pool, counter);

        // The first call pays for what is made on first use, once in the life of a host.
        await prepared.Predictor.PredictAsync([counted[0]], cancellationToken);
        var parts = new List<Prediction>();
        var times = new List<(TimeSpan Time, int Queries)>();
        foreach (var part in counted.Chunk(window))
        {
            var start = TimeProvider.System.GetTimestamp();
            parts.Add((await prepared.Predictor.PredictAsync(part, cancellationToken)).For(prepared.Pool).Corrected());
            times.Add((TimeProvider.System.GetElapsedTime(start), part.Length));
            progress.Report((double)parts.Sum(prediction => prediction.QueryCount) / counted.Count);
        }

        var test = PredictedQueries.Join([.. counted.Chunk(window).Zip(parts, (part, prediction) => new PredictedQueries(part, prediction))]);
        return new TestForecast(test, test.Costs(prepared.Pool), times, prepared.OutOfFold is { } outOfFold
            ? new PredictedQueries(TrainingQueries.Of(prepared.Records!, prepared.Pool, counter), outOfFold.For(prepared.Pool).Corrected())
            : null);
    }
}
