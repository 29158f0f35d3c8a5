using Eccos;
using QuickStart.Scheduling;

namespace QuickStart.Judging;

/// <summary>Policies that do not read the queries. What is best and what is cheapest they know from the training records.</summary>
internal static class Baselines
{
    /// <summary>Fills the best endpoint to its limit, then the next best, batch by batch; keeps the limits.</summary>
    public static Policy BestFirst(ModelPool pool, TrainingSet training, int count, int batchSize)
    {
        var success = TrainingMeans.Success(training);
        int[] slots =
        [
            .. Enumerable.Range(0, pool.Count)
                .OrderByDescending(j => success[j])
                .SelectMany(j => Enumerable.Repeat(j, pool[j].ConcurrencyLimit ?? batchSize))
                .Take(batchSize),
        ];
        return new Policy("best first", [.. Enumerable.Range(0, count).Select(i => i % batchSize < slots.Length ? slots[i % batchSize] : -1)]);
    }

    public static Policy RoundRobin(ModelPool pool, int count) => new("round robin", [.. Enumerable.Range(0, count).Select(i => i % pool.Count)]);

    /// <summary>Everything to the endpoint of highest training success, whatever its limit.</summary>
    public static Policy AllBest(TrainingSet training, int count)
    {
        var success = TrainingMeans.Success(training);
        return new Policy("all best", [.. Enumerable.Repeat(Array.IndexOf(success, success.Max()), count)]);
    }

    /// <summary>Everything to the endpoint of lowest mean cost in training, whatever its limit.</summary>
    public static Policy AllCheapest(TrainingSet training, int count)
    {
        var cost = TrainingMeans.CostUsd(training);
        var known = cost.Where(double.IsFinite).ToList();
        if (known.Count == 0)
            throw new EccosException("The training records tell of no cost, so nothing is known to be cheapest; record cost_usd.");
        return new Policy("all cheapest", [.. Enumerable.Repeat(Array.IndexOf(cost, known.Min()), count)]);
    }
}
