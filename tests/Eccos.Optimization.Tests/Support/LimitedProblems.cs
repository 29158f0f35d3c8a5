using CsCheck;

namespace Eccos.Optimization.Tests.Support;

/// <summary>
/// Small problems with limits of every kind, made part by part so that a counterexample shrinks to the fewest queries, endpoints and limits, and to the smallest
/// numbers. Costs, qualities and limits stand on coarse grids: ties, and limits that are met exactly, are common.
/// </summary>
internal static class LimitedProblems
{
    public static Gen<AssignmentProblem> Any { get; } =
        from n in Gen.Int[1, 6]
        from m in Gen.Int[1, 4]
        from cost in Gen.Int[0, 8].Array[n * m]
        from quality in Gen.Int[0, 5].Array[n * m]
        from objective in Gen.Int[0, 2]
        from weight in Gen.Int[0, 8]
        from floor in Gen.Int[0, 20].Nullable()
        from budget in Gen.Int[0, 8 * n].Nullable()
        from workload in Gen.Int[0, n].Nullable().Array[m]
        from tokens in Gen.Int[0, 4].Array[n * m]
        from tokenLimits in Gen.Int[0, 4 * n].Nullable().Array[m]
        from shares in Gen.Select(Gen.Int[0, 6].Nullable(), Gen.Int[2, 10].Nullable()).Array[m]
        from groups in Gen.Select(Gen.Bool.Array[n], Gen.Int[0, 20].Nullable(), Gen.Int[0, 5 * n].Nullable()).Array[0, 3]
        from eligible in Gen.Int[0, 7].Array[n * m]
        select new AssignmentProblem(new QueryEndpointMatrix([.. cost.Select(c => c / 4.0)], m), new QueryEndpointMatrix([.. quality.Select(a => a / 5.0)], m))
        {
            Objective = (Objective)objective,
            QualityWeight = weight / 4.0,
            QualityFloor = floor / 20.0,
            Budget = budget / 4.0,
            WorkloadLimits = workload,
            Tokens = new QueryEndpointMatrix([.. tokens.Select(t => (double)t)], m),
            TokenLimits = [.. tokenLimits.Select(limit => (double?)limit)],
            MinimumShares = [.. shares.Select(share => share.Item1 / 10.0)],
            MaximumShares = [.. shares.Select(share => share.Item2 / 10.0)],
            Groups =
            [
                .. groups.Select((part, k) => new QueryGroup($"group {k}", [.. Enumerable.Range(0, n).Where(i => part.Item1[i])])
                {
                    QualityFloor = part.Item2 / 20.0,
                    Budget = part.Item3 / 4.0,
                }),
            ],
            Eligible = eligible.Select(mark => mark > 0).ToArray(),
        };

    /// <summary>Names every part of a problem, for a counterexample.</summary>
    public static string Print(AssignmentProblem problem) =>
        $"{problem.Objective}, w {problem.QualityWeight}, floor {problem.QualityFloor}, budget {problem.Budget}, workload [{string.Join(' ', problem.WorkloadLimits ?? [])}], "
        + $"tokens at most [{string.Join(' ', problem.TokenLimits ?? [])}], shares [{string.Join(' ', problem.MinimumShares ?? [])}] to [{string.Join(' ', problem.MaximumShares ?? [])}], "
        + $"groups {string.Join(' ', problem.Groups.Select(g => $"({string.Join(' ', g.Queries)}: {g.QualityFloor}, {g.Budget})"))}"
        + string.Concat(Enumerable.Range(0, problem.QueryCount).Select(i =>
            $"{Environment.NewLine}  {string.Join("  ", Enumerable.Range(0, problem.EndpointCount).Select(j => $"{(problem.IsEligible(i, j) ? "" : "not ")}c {problem.Cost[i, j]} a {problem.Quality[i, j]} t {problem.Tokens![i, j]}"))}"));
}
