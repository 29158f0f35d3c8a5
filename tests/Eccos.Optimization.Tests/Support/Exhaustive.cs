namespace Eccos.Optimization.Tests.Support;

/// <summary>
/// The best objective by trying every assignment, fast enough for millions of them: limits as in <see cref="BruteForce"/>, without policies.
/// </summary>
/// <param name="problem">A small problem.</param>
/// <param name="tolerances">The shares of a limit by which it may be exceeded, each for an answer of its own, ascending.</param>
internal sealed class Exhaustive(AssignmentProblem problem, params double[] tolerances)
{
    private readonly int[] _requests = new int[problem.EndpointCount];
    private readonly double[] _tokens = new double[problem.EndpointCount];
    private readonly int[] _x = new int[problem.QueryCount];
    private readonly int[] _most = [.. Enumerable.Range(0, problem.EndpointCount).Select(j => (int)Math.Min(
        problem.WorkloadLimits?[j] ?? int.MaxValue,
        problem.MaximumShares?[j] is { } share ? Math.Ceiling((share * problem.QueryCount) - 1e-9) : int.MaxValue))];
    private readonly double[] _best = new double[tolerances.Length];

    /// <summary>The least cost or the highest average quality with the first tolerance; <see langword="null"/> when nothing keeps the limits.</summary>
    public double? Solve() => SolveAll()[0];

    /// <summary>The same with each of the tolerances.</summary>
    public double?[] SolveAll()
    {
        Array.Fill(_best, double.PositiveInfinity);
        Extend(0, 0, 0);
        return Array.ConvertAll(_best, best => double.IsInfinity(best) ? (double?)null : problem.Objective == Objective.BestQuality ? -best : best);
    }

    private void Extend(int i, double cost, double quality)
    {
        if (i == problem.QueryCount)
        {
            Finish(cost, i == 0 ? 0 : quality / i);
            return;
        }

        for (var j = 0; j < problem.EndpointCount; j++)
        {
            if (!problem.IsEligible(i, j) || _requests[j] >= _most[j])
                continue;
            _x[i] = j;
            var tokens = _tokens[j];
            _requests[j]++;
            _tokens[j] += problem.Tokens?[i, j] ?? 0;
            Extend(i + 1, cost + problem.Cost[i, j], quality + problem.Quality[i, j]);
            _requests[j]--;
            _tokens[j] = tokens;
        }
    }

    private void Finish(double cost, double quality)
    {
        var objective = problem.Objective switch
        {
            Objective.LeastCost => cost,
            Objective.BestQuality => -quality,
            _ => cost - (problem.QualityWeight * quality * problem.QueryCount),
        };

        // What the widest tolerance refuses, the others do too.
        for (var k = tolerances.Length - 1; k >= 0 && Keeps(cost, quality, tolerances[k]); k--)
            _best[k] = Math.Min(_best[k], objective);
    }

    private bool Keeps(double cost, double quality, double tolerance)
    {
        if (problem.QueryCount > 0 && problem.QualityFloor is { } alpha && quality < alpha * (1 - tolerance))
            return false;
        if (problem.Budget is { } budget && cost > budget * (1 + tolerance))
            return false;
        for (var j = 0; j < _tokens.Length; j++)
        {
            if (problem.TokenLimits?[j] is { } limit && _tokens[j] > limit * (1 + tolerance))
                return false;
        }

        return KeepsSharesAndGroups(tolerance);
    }

    private bool KeepsSharesAndGroups(double tolerance)
    {
        for (var j = 0; j < _requests.Length; j++)
        {
            if (problem.MinimumShares?[j] is { } least && _requests[j] < Math.Floor((least * problem.QueryCount) + 1e-9))
                return false;
        }

        foreach (var group in problem.Groups)
        {
            var (cost, quality) = (0.0, 0.0);
            foreach (var i in group.Queries)
                (cost, quality) = (cost + problem.Cost[i, _x[i]], quality + problem.Quality[i, _x[i]]);
            if (quality < group.QualityFloor * group.Queries.Count * (1 - tolerance) || cost > group.Budget * (1 + tolerance))
                return false;
        }

        return true;
    }
}
