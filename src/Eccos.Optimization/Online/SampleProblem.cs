namespace Eccos.Optimization;

/// <summary>The assignment of a sample at the aims of the stream's limits.</summary>
/// <param name="rows">The sample.</param>
/// <param name="limits">What is striven for, and the limits that have a price.</param>
/// <param name="members">The queries that each limit is about.</param>
/// <param name="aims">The average of y that each is to reach.</param>
/// <param name="start">Prices to start from; <see langword="null"/> for none.</param>
internal sealed class SampleProblem(SampleRows rows, StreamLimits limits, int[][] members, double[] aims, IReadOnlyList<ShadowPrice>? start)
{
    /// <summary>Whether there are floors and budgets both, which may ask for more than can be had.</summary>
    public bool IsMixed => limits.Priced.Any(limit => limit.IsFloor) && limits.Priced.Any(limit => !limit.IsFloor);

    /// <param name="requests">The most queries each endpoint takes; <see langword="null"/> for no limits.</param>
    /// <param name="isKept">The limits to keep.</param>
    public AssignmentProblem Of(int?[]? requests, Func<StreamLimit, bool> isKept) => new(rows.Cost, rows.Quality)
    {
        Objective = limits.Objective,
        QualityWeight = limits.QualityWeightUsd,
        QualityFloor = Aim(LimitKind.QualityFloor, StreamLimit.WholeStream, isKept),
        Budget = Aim(LimitKind.Budget, StreamLimit.WholeStream, isKept),
        Groups = [.. Enumerable.Range(0, limits.GroupNames.Count).Select(g => Group(g, isKept)).OfType<QueryGroup>()],
        Eligible = rows.Eligible,
        WorkloadLimits = requests,
        StartingPrices = start,
    };

    private QueryGroup? Group(int group, Func<StreamLimit, bool> isKept)
    {
        var own = Enumerable.Range(0, limits.Priced.Count).FirstOrDefault(k => limits.Priced[k].Group == group, -1);
        return own < 0 || members[own].Length == 0 ? null : new QueryGroup(limits.GroupNames[group], members[own])
        {
            QualityFloor = Aim(LimitKind.QualityFloor, group, isKept),
            Budget = Aim(LimitKind.Budget, group, isKept),
        };
    }

    private double? Aim(LimitKind kind, int group, Func<StreamLimit, bool> isKept)
    {
        for (var k = 0; k < aims.Length; k++)
        {
            if (limits.Priced[k] == new StreamLimit(kind, group) && isKept(limits.Priced[k]))
                return kind == LimitKind.QualityFloor ? Math.Clamp(aims[k], 0, 1) : Math.Max(0, -aims[k] * members[k].Length);
        }

        return null;
    }
}
