namespace Eccos;

/// <summary>
/// What a batch comes to when its optimizer ran out of time with nothing: each query in turn goes where it is cheapest at the last prices, within what the ones before leave,
/// <code>
/// j(i) = argmin_j  r_ij - kappa a_ij          r_ij: <see cref="ReducedCosts"/> at the last prices; without any, what is striven for
/// </code>
/// kappa being 0, or, for as many of the queries as it takes, the first of a growing row of prices at which every floor is kept. Nothing proves it good, but it keeps
/// every limit.
/// </summary>
internal sealed class LastPrices
{
    private const int MostPasses = 48;
    private const double LastDigits = 1e-12;
    private readonly AssignmentProblem _problem;
    private readonly ReducedCosts? _reduced;
    private readonly double[] _leastCostAfter;

    private LastPrices(AssignmentProblem problem)
    {
        _problem = problem;
        _reduced = ReducedCosts.At(problem, problem.StartingPrices ?? []);
        _leastCostAfter = new double[problem.QueryCount + 1];
        for (var i = problem.QueryCount - 1; i >= 0; i--)
            _leastCostAfter[i] = _leastCostAfter[i + 1] + Enumerable.Range(0, problem.EndpointCount).Where(j => problem.IsEligible(i, j)).Select(j => problem.Cost[i, j]).DefaultIfEmpty().Min();
    }

    /// <param name="problem">What was to be solved, with the prices to start from.</param>
    /// <param name="answer">The optimizer's.</param>
    /// <returns>The assignment; the optimizer's answer when none that keeps every limit is found.</returns>
    public static Assignment Instead(AssignmentProblem problem, Assignment answer)
    {
        var last = new LastPrices(problem);
        var scale = problem.Objective == Objective.BestQuality ? 1 : last._leastCostAfter[0] / Math.Max(1, problem.QueryCount);
        var (before, kappa) = (0.0, 0.0);
        for (var pass = 0; pass < MostPasses; pass++)
        {
            if (last.Kept(kappa, kappa, 0) is { } endpointOf)
                return last.Found(pass == 0 ? endpointOf : last.Fewest(kappa, before) ?? endpointOf, answer.StopReason);
            (before, kappa) = (kappa, kappa == 0 ? 1e-3 * Math.Max(scale, 1e-12) : kappa * 2);
        }

        return answer;
    }

    /// <summary>The higher price for no more of the first queries than the floors need; queries that are all alike would otherwise all go by it.</summary>
    private int[]? Fewest(double kappa, double before)
    {
        var (few, enough, best) = (0, _problem.QueryCount, default(int[]));
        while (enough - few > 1)
        {
            var middle = (few + enough) / 2;
            if (Kept(kappa, before, middle) is { } endpointOf)
                (enough, best) = (middle, endpointOf);
            else
                few = middle;
        }

        return best;
    }

    private int[]? Kept(double kappa, double otherwise, int first) => Assign(i => i < first ? kappa : otherwise) is { } endpointOf && KeepsLimits(endpointOf) ? endpointOf : null;

    private int[]? Assign(Func<int, double> kappa)
    {
        var m = _problem.EndpointCount;
        double[] requests = [.. Enumerable.Range(0, m).Select(Requests)];
        double[] tokens = [.. Enumerable.Range(0, m).Select(j => _problem.TokenLimits?[j] ?? double.PositiveInfinity)];
        var money = _problem.Budget ?? double.PositiveInfinity;
        var endpointOf = new int[_problem.QueryCount];
        for (var i = 0; i < endpointOf.Length; i++)
        {
            var (best, chosen) = (double.PositiveInfinity, Assignment.Unassigned);
            for (var j = 0; j < m; j++)
            {
                var fits = _problem.IsEligible(i, j) && requests[j] >= 1 && tokens[j] >= (_problem.Tokens?[i, j] ?? 0) && money - _problem.Cost[i, j] >= _leastCostAfter[i + 1];
                if (fits && Value(i, j) - (kappa(i) * _problem.Quality[i, j]) is var value && value < best)
                    (best, chosen) = (value, j);
            }

            if (chosen < 0)
                return null;
            endpointOf[i] = chosen;
            requests[chosen]--;
            tokens[chosen] -= _problem.Tokens?[i, chosen] ?? 0;
            money -= _problem.Cost[i, chosen];
        }

        return endpointOf;
    }

    private double Requests(int j)
    {
        var share = _problem.MaximumShares?[j] is { } most ? Math.Ceiling((most * _problem.QueryCount) - LastDigits) : double.PositiveInfinity;
        return Math.Min(_problem.WorkloadLimits?[j] ?? double.PositiveInfinity, share);
    }

    private double Value(int i, int j) => _reduced?[i, j] ?? _problem.Objective switch
    {
        Objective.BestQuality => -_problem.Quality[i, j],
        Objective.WeightedSum => _problem.Cost[i, j] - (_problem.QualityWeight * _problem.Quality[i, j]),
        _ => _problem.Cost[i, j],
    };

    private bool KeepsLimits(int[] endpointOf)
    {
        if (endpointOf.Length == 0)
            return true;
        if (_problem.QualityFloor is { } floor && endpointOf.Index().Average(at => _problem.Quality[at.Index, at.Item]) < floor - LastDigits)
            return false;
        for (var j = 0; j < _problem.EndpointCount; j++)
        {
            if (_problem.MinimumShares?[j] is { } least && endpointOf.Count(chosen => chosen == j) < Math.Floor((least * endpointOf.Length) + LastDigits))
                return false;
        }

        return _problem.Groups.All(group =>
            group.Queries.Count == 0
            || ((group.QualityFloor is not { } alpha || group.Queries.Average(i => _problem.Quality[i, endpointOf[i]]) >= alpha - LastDigits)
                && (group.Budget is not { } budget || group.Queries.Sum(i => _problem.Cost[i, endpointOf[i]]) <= budget)));
    }

    private Assignment Found(int[] endpointOf, StopReason stopReason)
    {
        var cost = endpointOf.Index().Sum(at => _problem.Cost[at.Index, at.Item]);
        var quality = endpointOf.Length == 0 ? 0 : endpointOf.Index().Average(at => _problem.Quality[at.Index, at.Item]);
        return new Assignment
        {
            Status = AssignmentStatus.Feasible,
            StopReason = stopReason,
            EndpointOf = endpointOf,
            Cost = cost,
            Quality = quality,
            Objective = _problem.Objective switch
            {
                Objective.BestQuality => quality,
                Objective.WeightedSum => cost - (_problem.QualityWeight * quality * endpointOf.Length),
                _ => cost,
            },
        };
    }
}
