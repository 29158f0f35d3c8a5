using System.Globalization;
using Eccos.Benchmarks.Pipeline;
using Eccos.Optimization;
using Eccos.Predictors;

namespace Eccos.Benchmarks.Serving;

/// <summary>
/// Prints how long placing one query takes with 1, 2 and 16 callers, text encoding and prediction included: <c>serve [knn|mlp|hybrid] [queries 4000] [model file]</c>. 10
/// endpoints, 10,000 observations; prices are solved for in the background. The same queries as batches of one, by the exact program, come after them, and
/// then both with the prediction given, which leaves the scheduler's own part. A model file is loaded when it is there and written when it is not.
/// </summary>
internal static class ServingLoad
{
    private const int Observations = 10_000;
    private const int WarmUp = 300;

    public static async Task RunAsync(string[] args)
    {
        var (name, count) = (args.ElementAtOrDefault(0) ?? "hybrid", int.Parse(args.ElementAtOrDefault(1) ?? "4000", CultureInfo.InvariantCulture));
        var predictor = await PredictorAsync(name, args.ElementAtOrDefault(2));
        Query[] queries = [.. PipelineData.Records(count + WarmUp, seed: 2).Select(record => record.ToQuery())];
        var given = new GivenPredictor(await predictor.PredictAsync(queries), queries);
        var floor = Floor(given.Prediction);
        Console.WriteLine($"{name}, {count} queries, floor {floor:0.000}; microseconds to place one");
        Console.WriteLine("prediction   decided by       callers    p50      p95      p99      queries/s");
        foreach (var (label, used) in new (string, IPredictor)[] { (name, predictor), ("given", given) })
        {
            foreach (var byPrices in (bool[])[true, false])
            {
                foreach (var callers in (int[])[1, 2, 16])
                    await MeasureAsync(label, used, byPrices, callers, queries, floor);
            }
        }
    }

    private static async Task MeasureAsync(string label, IPredictor predictor, bool byPrices, int callers, Query[] queries, double floor)
    {
        var options = new EccosOptions
        {
            Goal = new SchedulingGoal
            {
                QualityFloor = floor,
                FloorScope = byPrices ? FloorScope.Running : FloorScope.Batch,
                WhenInfeasible = InfeasiblePolicy.RelaxFloor,
            },
        };
        foreach (var endpoint in PipelineData.Pool)
            options.Endpoints.Add(endpoint);
        using var scheduler = new EccosScheduler(
            options,
            predictor,
            new MipOptimizer(),
            new() { OnlineOptimizer = byPrices ? new PriceDirectedOptimizer(new PriceDirectedOptions { SolveInBackground = true }) : null });
        foreach (var query in queries.AsSpan(0, WarmUp).ToArray())
            (await scheduler.PlaceAsync(query)).Lease?.Dispose();

        var micros = new double[queries.Length - WarmUp];
        var (next, start) = (-1, TimeProvider.System.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var k && k < micros.Length)
            {
                var asked = TimeProvider.System.GetTimestamp();
                var placement = await scheduler.PlaceAsync(queries[WarmUp + k]);
                micros[k] = TimeProvider.System.GetElapsedTime(asked).TotalMicroseconds;
                placement.Lease?.Dispose();
            }
        })));
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        Array.Sort(micros);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{label,-12} {(byPrices ? "prices" : "exact program"),-16} {callers,4}   {At(0.5),8:0.0} {At(0.95),8:0.0} {At(0.99),8:0.0}   {micros.Length / seconds,9:0}"));

        double At(double part) => micros[(int)(part * (micros.Length - 1))];
    }

    private static async Task<IPredictor> PredictorAsync(string name, string? file)
    {
        if (file is not null && File.Exists(file))
            return await PredictorFile.LoadAsync(file);
        ITrainer trainer = name switch
        {
            "knn" => new KnnTrainer(),
            "mlp" => new MlpTrainer(),
            "hybrid" => new HybridTrainer(),
            _ => throw new ArgumentException($"'{name}' is none of knn, mlp, hybrid.", nameof(name)),
        };
        var predictor = await trainer.FitAsync(TrainingSet.Create(PipelineData.Pool, PipelineData.Records(Observations, seed: 1)));
        if (file is not null)
            await PredictorFile.SaveAsync(predictor, file);
        return predictor;
    }

    /// <summary>Half way between the cheapest endpoint's average success and the best one's.</summary>
    private static double Floor(Prediction prediction)
    {
        double[] averages = [.. Enumerable.Range(0, prediction.Endpoints.Count).Select(j => Enumerable.Range(0, prediction.QueryCount).Average(i => prediction.Success[i, j]))];
        return (averages.Min() + averages.Max()) / 2;
    }
}
