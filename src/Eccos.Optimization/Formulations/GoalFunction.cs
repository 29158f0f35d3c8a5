namespace Eccos.Optimization;

/// <summary>
/// The goal of a formulation as a minimisation, and what its value means in the goal's own unit:
/// <code>
/// least cost     f = c            USD, from below
/// best quality   f = -a           the sum of the success probabilities, from above
/// weighted sum   f = c - w a      USD, from below
/// least use      f = w, -w        what is used of the limit; with the sign turned for a limit from below
/// most served    f = 1 deferred   the number of served queries, from above
/// </code>
/// </summary>
internal static class GoalFunction
{
    /// <summary>f_ij of the endpoints, row after row.</summary>
    public static double[] Of(Formulation formulation)
    {
        var problem = formulation.Problem;
        var cost = problem.Cost.Values;
        var quality = problem.Quality.Values;
        var f = new double[cost.Length];
        switch (formulation.Goal)
        {
            case Goal.LeastCost:
                cost.CopyTo(f);
                break;
            case Goal.BestQuality:
                for (var k = 0; k < f.Length; k++)
                    f[k] = -quality[k];
                break;
            case Goal.WeightedSum:
                for (var k = 0; k < f.Length; k++)
                    f[k] = cost[k] - (problem.QualityWeight * quality[k]);
                break;
            case Goal.LeastUse:
                FillUse(formulation, f);
                break;
        }

        return f;
    }

    /// <summary>A value of the minimisation in the goal's own unit.</summary>
    public static double InOwnUnit(Formulation formulation, double f) => formulation.Goal switch
    {
        Goal.BestQuality => -f,
        Goal.MostServed => formulation.Problem.QueryCount - f,
        _ => f,
    };

    /// <summary>The inverse of <see cref="InOwnUnit"/>.</summary>
    public static double FromOwnUnit(Formulation formulation, double value) => InOwnUnit(formulation, value);

    /// <summary>What a gap is measured against where the value is smaller: the least size of the parts of a weighted sum, which may cancel.</summary>
    public static double SmallestScale(Formulation formulation)
    {
        var problem = formulation.Problem;
        if (formulation.Goal != Goal.WeightedSum || formulation.Defers)
            return 0;
        var sum = 0.0;
        for (var i = 0; i < problem.QueryCount; i++)
        {
            var least = double.PositiveInfinity;
            for (var j = 0; j < problem.EndpointCount; j++)
            {
                if (problem.IsEligible(i, j))
                    least = Math.Min(least, problem.Cost[i, j] + (problem.QualityWeight * problem.Quality[i, j]));
            }

            sum += double.IsFinite(least) ? least : 0;
        }

        return sum;
    }

    private static void FillUse(Formulation formulation, double[] f)
    {
        var (problem, subject) = (formulation.Problem, formulation.Subject!);
        var sign = subject.Key.IsLeast ? -1 : 1;
        foreach (var i in subject.Queries ?? Enumerable.Range(0, problem.QueryCount))
        {
            for (var j = 0; j < problem.EndpointCount; j++)
                f[(i * problem.EndpointCount) + j] = sign * subject.Weight(problem, i, j);
        }
    }
}
