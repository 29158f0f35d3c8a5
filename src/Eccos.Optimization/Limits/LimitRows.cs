namespace Eccos.Optimization;

/// <summary>Every limit of a formulation, in one order: floors and budgets first, then those of the endpoints.</summary>
internal static class LimitRows
{
    public static LimitRow[] Of(Formulation formulation) =>
        [.. All(formulation).Where(row => formulation.Only?.Contains(row.Key) ?? true)];

    private static IEnumerable<LimitRow> All(Formulation formulation)
    {
        var problem = formulation.Problem;
        if (formulation.QualityFloor is { } alpha)
            yield return new LimitRow(LimitKey.Floor, alpha, null);
        if (formulation.Budget is { } budget)
            yield return new LimitRow(LimitKey.Budget, budget, null);
        foreach (var group in problem.Groups.Where(group => group.Queries.Count > 0))
        {
            if (group.QualityFloor is { } floor)
                yield return new LimitRow(new LimitKey(LimitKind.QualityFloor, null, group.Name), floor, group.Queries);
            if (group.Budget is { } most)
                yield return new LimitRow(new LimitKey(LimitKind.Budget, null, group.Name), most, group.Queries);
        }

        for (var j = 0; j < problem.EndpointCount; j++)
        {
            if (problem.WorkloadLimits?[j] is { } requests)
                yield return new LimitRow(new LimitKey(LimitKind.Workload, j, null), requests, null);
        }

        for (var j = 0; j < problem.EndpointCount; j++)
        {
            if (problem is { Tokens: not null, TokenLimits: { } limits } && limits[j] is { } tokens)
                yield return new LimitRow(new LimitKey(LimitKind.Tokens, j, null), tokens, null);
        }

        for (var j = 0; j < problem.EndpointCount; j++)
        {
            if (problem.MinimumShares?[j] is { } least)
                yield return new LimitRow(new LimitKey(LimitKind.MinimumShare, j, null), least, null);
            if (problem.MaximumShares?[j] is { } most)
                yield return new LimitRow(new LimitKey(LimitKind.MaximumShare, j, null), most, null);
        }
    }
}
