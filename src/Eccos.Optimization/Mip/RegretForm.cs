namespace Eccos.Optimization;

/// <summary>A formulation in regrets: minimise sum_ij r_ij x_ij, and what that means in the goal's own unit.</summary>
internal sealed class RegretForm
{
    private readonly Goal _goal;
    private readonly int _queryCount;

    public RegretForm(Formulation formulation)
    {
        Formulation = formulation;
        _goal = formulation.Goal;
        _queryCount = formulation.Problem.QueryCount;
        Cost = Regret.OfCost(formulation);
        Quality = Regret.OfQuality(formulation);
    }

    public Formulation Formulation { get; }

    public Regret Cost { get; }

    public Regret Quality { get; }

    /// <summary>r_ij, the objective's coefficient of x_ij.</summary>
    public double this[int i, int j] => _goal switch
    {
        Goal.LeastCost => Cost[i, j],
        Goal.BestQuality => Quality[i, j],
        _ => 0,
    };

    /// <summary>The objective of an assignment: its regret, or the number of deferred queries.</summary>
    public double Of(int[] endpointOf)
    {
        var sum = 0.0;
        for (var i = 0; i < endpointOf.Length; i++)
            sum += endpointOf[i] != Assignment.Unassigned ? this[i, endpointOf[i]] : _goal == Goal.MostServed ? 1 : 0;
        return sum;
    }

    /// <summary>A regret as cost in USD, as the sum of the success probabilities, or as the number of served queries.</summary>
    public double InOwnUnit(double regret) => _goal switch
    {
        Goal.LeastCost => Cost.Base + regret,
        Goal.BestQuality => Quality.Base - regret,
        _ => _queryCount - regret,
    };

    /// <summary>The relative gap of the regret at which the gap of the goal in its own unit is certain to be as small as asked for.</summary>
    public double RelativeGap(double gap) => _goal == Goal.LeastCost ? gap : 0;

    /// <summary>The difference between regret and bound at which the gap of the goal in its own unit is certain to be as small as asked for.</summary>
    public double AbsoluteGap(double gap) => _goal switch
    {
        Goal.LeastCost => gap * Cost.Base,
        Goal.BestQuality => gap * (Formulation.QualityFloor ?? 0) * Formulation.ServedCount,
        _ => 0,
    };

    /// <summary>The assignment of least regret when no limit is shared between queries; <see langword="null"/> when a query has no endpoint.</summary>
    public int[]? Unlimited()
    {
        var endpointOf = new int[_queryCount];
        for (var i = 0; i < endpointOf.Length; i++)
        {
            var (query, best) = (i, -1);
            for (var j = 0; j < Formulation.Problem.EndpointCount; j++)
            {
                if (Formulation.Problem.IsEligible(i, j) && (best < 0 || Key(j).CompareTo(Key(best)) < 0))
                    best = j;
            }

            if (best < 0)
                return null;
            endpointOf[i] = best;

            // Of equally good endpoints the one that is easier on the other side's limit.
            (double, double) Key(int j) => (this[query, j], _goal == Goal.LeastCost ? Quality[query, j] : Cost[query, j]);
        }

        return endpointOf;
    }
}
