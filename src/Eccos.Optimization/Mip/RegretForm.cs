namespace Eccos.Optimization;

/// <summary>A formulation in regrets: minimise sum_ij r_ij x_ij, and what that means in the goal's own unit.</summary>
internal sealed class RegretForm
{
    private readonly Goal _goal;
    private readonly int _queryCount;
    private readonly double _smallestScale;
    private readonly Regret _objective;

    public RegretForm(Formulation formulation)
    {
        var problem = formulation.Problem;
        Formulation = formulation;
        Rows = LimitRows.Of(formulation);
        _goal = formulation.Goal;
        _queryCount = problem.QueryCount;
        _smallestScale = GoalFunction.SmallestScale(formulation);
        Cost = Regret.Of(formulation, problem.Cost.Values, 0);
        var quality = new double[problem.Quality.Values.Length];
        for (var k = 0; k < quality.Length; k++)
            quality[k] = -problem.Quality.Values[k];
        Quality = Regret.Of(formulation, quality, -1);
        _objective = _goal switch
        {
            Goal.LeastCost => Cost,
            Goal.BestQuality => Quality,
            _ => Regret.Of(formulation, GoalFunction.Of(formulation), _goal == Goal.WeightedSum ? -problem.QualityWeight : 0),
        };
    }

    public Formulation Formulation { get; }

    /// <summary>The limits.</summary>
    public LimitRow[] Rows { get; }

    /// <summary>Of the costs.</summary>
    public Regret Cost { get; }

    /// <summary>Of the negative qualities.</summary>
    public Regret Quality { get; }

    /// <summary>r_ij, the objective's coefficient of x_ij.</summary>
    public double this[int i, int j] => _goal == Goal.MostServed ? 0 : _objective[i, j];

    /// <summary>The objective of an assignment: its regret, or the number of deferred queries.</summary>
    public double Of(int[] endpointOf)
    {
        var sum = 0.0;
        for (var i = 0; i < endpointOf.Length; i++)
            sum += endpointOf[i] != Assignment.Unassigned ? this[i, endpointOf[i]] : _goal == Goal.MostServed ? 1 : 0;
        return sum;
    }

    /// <summary>A regret in the goal's own unit: USD, the sum of the success probabilities, the number of served queries, what is used.</summary>
    public double InOwnUnit(double regret) =>
        _goal == Goal.MostServed ? _queryCount - regret : GoalFunction.InOwnUnit(Formulation, _objective.Base + regret);

    /// <summary>The most regret of an assignment whose gap to a bound is as small as asked for.</summary>
    /// <param name="bound">What the goal does not come below, as a minimisation.</param>
    /// <param name="gap">The relative gap.</param>
    public double WithinGap(double bound, double gap) => double.IsNegativeInfinity(bound)
        ? bound
        : bound + (gap * Math.Max(Math.Abs(bound), _smallestScale)) - (_goal == Goal.MostServed ? 0 : _objective.Base);

    /// <summary>The relative gap of the regret at which the gap of the goal in its own unit is certain to be as small as asked for.</summary>
    public double RelativeGap(double gap) => _goal == Goal.LeastCost ? gap : 0;

    /// <summary>The difference between regret and bound at which the gap of the goal in its own unit is certain to be as small as asked for.</summary>
    public double AbsoluteGap(double gap) => _goal switch
    {
        Goal.LeastCost => gap * Cost.Base,
        Goal.BestQuality => gap * (Formulation.QualityFloor ?? 0) * Formulation.ServedCount,
        Goal.WeightedSum => gap * _smallestScale,
        _ => 0,
    };

    /// <summary>The size that a gap counts against.</summary>
    public double GapScale(double ownA, double ownB) => Math.Max(Math.Max(Math.Abs(ownA), Math.Abs(ownB)), _smallestScale);

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
