namespace Eccos.Optimization.Tests.Support;

/// <summary>A problem with some of its limits, and with some of them changed.</summary>
internal static class SomeLimits
{
    public static List<(LimitKind Kind, int? Endpoint, string? Group)> All(AssignmentProblem problem)
    {
        var all = new List<(LimitKind, int?, string?)>();
        if (problem.QualityFloor is not null)
            all.Add((LimitKind.QualityFloor, null, null));
        if (problem.Budget is not null)
            all.Add((LimitKind.Budget, null, null));
        foreach (var group in problem.Groups)
        {
            if (group.QualityFloor is not null)
                all.Add((LimitKind.QualityFloor, null, group.Name));
            if (group.Budget is not null)
                all.Add((LimitKind.Budget, null, group.Name));
        }

        for (var j = 0; j < problem.EndpointCount; j++)
        {
            if (problem.WorkloadLimits?[j] is not null)
                all.Add((LimitKind.Workload, j, null));
            if (problem.TokenLimits?[j] is not null)
                all.Add((LimitKind.Tokens, j, null));
            if (problem.MinimumShares?[j] is not null)
                all.Add((LimitKind.MinimumShare, j, null));
            if (problem.MaximumShares?[j] is not null)
                all.Add((LimitKind.MaximumShare, j, null));
        }

        return all;
    }

    /// <param name="problem">The problem.</param>
    /// <param name="keep">The limits that stay.</param>
    /// <param name="change">What becomes of them.</param>
    public static AssignmentProblem Of(
        AssignmentProblem problem,
        IReadOnlyCollection<(LimitKind Kind, int? Endpoint, string? Group)> keep,
        Func<(LimitKind Kind, int? Endpoint, string? Group), double, double>? change = null)
    {
        return new AssignmentProblem(problem.Cost, problem.Quality)
        {
            Objective = problem.Objective,
            QualityWeight = problem.QualityWeight,
            QualityFloor = One((LimitKind.QualityFloor, null, null), problem.QualityFloor),
            Budget = One((LimitKind.Budget, null, null), problem.Budget),
            Groups =
            [
                .. problem.Groups.Select(group => group with
                {
                    QualityFloor = One((LimitKind.QualityFloor, null, group.Name), group.QualityFloor),
                    Budget = One((LimitKind.Budget, null, group.Name), group.Budget),
                }),
            ],
            WorkloadLimits = problem.WorkloadLimits?.Select((limit, j) => (int?)One((LimitKind.Workload, j, null), limit)).ToArray(),
            Tokens = problem.Tokens,
            TokenLimits = problem.TokenLimits?.Select((limit, j) => One((LimitKind.Tokens, j, null), limit)).ToArray(),
            MinimumShares = problem.MinimumShares?.Select((limit, j) => One((LimitKind.MinimumShare, j, null), limit)).ToArray(),
            MaximumShares = problem.MaximumShares?.Select((limit, j) => One((LimitKind.MaximumShare, j, null), limit)).ToArray(),
            Eligible = problem.Eligible,
        };

        double? One((LimitKind, int?, string?) key, double? limit) => limit is { } value && keep.Contains(key) ? change?.Invoke(key, value) ?? value : null;
    }
}
