using QuickStart.Data;
using QuickStart.Scheduling;

namespace QuickStart.Judging;

/// <summary>What became of the schedule, and what would have become of the same queries under policies that do not read them.</summary>
internal sealed record Verdict(Outcome Eccos, Outcome BestFirst, Outcome RoundRobin, Outcome AllBest, Outcome AllCheapest)
{
    /// <summary>The outcomes, the schedule's first.</summary>
    public IReadOnlyList<Outcome> All => [Eccos, BestFirst, RoundRobin, AllBest, AllCheapest];

    /// <summary>Looks at the labels of the test queries, once every decision is made.</summary>
    public static Verdict Reach(LabelledData data, BatchRun run, int batchSize)
    {
        var count = data.Test.Count;
        int[] endpointOf = [.. run.Placements.Select(placement => placement.IsPlaced && data.Pool.TryGetIndex(placement.Endpoint.Name, out var j) ? j : -1)];
        return new Verdict(
            Judge(new Policy("Eccos", endpointOf)),
            Judge(Baselines.BestFirst(data.Pool, data.Training, count, batchSize)),
            Judge(Baselines.RoundRobin(data.Pool, count)),
            Judge(Baselines.AllBest(data.Training, count)),
            Judge(Baselines.AllCheapest(data.Training, count)));

        Outcome Judge(Policy policy) => new(policy, data.Pool, data.Test, batchSize);
    }
}
