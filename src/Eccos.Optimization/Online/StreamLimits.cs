namespace Eccos.Optimization;

/// <summary>
/// The limits of a stream: those that have a price, and what each asks of one query. With o = c for the least cost, -a for the best quality and
/// c - w a for the weighted sum, and the prices p_k of the floors F and the budgets B that are about query t, its reduced costs are
/// <code>
/// o_tj - sum_(k in F) p_k a_tj + sum_(k in B) p_k c_tj + mu_j
/// </code>
/// A budget of the whole stream has none where the least cost is striven for, nor has its floor where the best quality is: what is striven for keeps them
/// as far as can be. The weighted sum without either has no price at all: w is given.
/// </summary>
internal sealed class StreamLimits
{
    private const int None = -1;
    private readonly int _floor;
    private readonly int _budget;
    private readonly int[] _floorOf;
    private readonly int[] _budgetOf;
    private readonly GroupLimits[] _groups;
    private readonly SchedulingGoal _goal;

    public StreamLimits(SchedulingGoal goal)
    {
        _goal = goal;
        Free = goal.Objective switch
        {
            Objective.BestQuality => new StreamWeights(0, 1),
            Objective.WeightedSum => new StreamWeights(1, goal.QualityWeightUsd),
            _ => new StreamWeights(1, 0),
        };
        var ordered = goal.Groups.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        GroupNames = [.. ordered.Select(entry => entry.Key)];
        _groups = [.. ordered.Select(entry => entry.Value)];
        var priced = new List<StreamLimit>();
        _floor = Add(LimitKind.QualityFloor, StreamLimit.WholeStream, goal.QualityFloor is not null && goal.Objective != Objective.BestQuality);
        _budget = Add(LimitKind.Budget, StreamLimit.WholeStream, goal.BudgetUsd is not null && goal.Objective != Objective.LeastCost);
        _floorOf = [.. _groups.Select((group, g) => Add(LimitKind.QualityFloor, g, group.QualityFloor is not null))];
        _budgetOf = [.. _groups.Select((group, g) => Add(LimitKind.Budget, g, group.BudgetUsd is not null))];
        Priced = priced;

        int Add(LimitKind kind, int group, bool isPriced)
        {
            if (!isPriced)
                return None;
            priced.Add(new StreamLimit(kind, group));
            return priced.Count - 1;
        }
    }

    public Objective Objective => _goal.Objective;

    public double QualityWeightUsd => _goal.QualityWeightUsd;

    /// <summary>The limits that have a price.</summary>
    public IReadOnlyList<StreamLimit> Priced { get; }

    /// <summary>The groups in their order.</summary>
    public IReadOnlyList<string> GroupNames { get; }

    /// <summary>o alone.</summary>
    public StreamWeights Free { get; }

    /// <summary>The weights of a query's reduced costs.</summary>
    /// <param name="groups">The query's groups.</param>
    /// <param name="price">p_k by k.</param>
    public StreamWeights Weights(ReadOnlySpan<int> groups, ReadOnlySpan<double> price)
    {
        var (cost, quality) = (Free.Cost + At(_budget, price), Free.Quality + At(_floor, price));
        foreach (var g in groups)
            (cost, quality) = (cost + At(_budgetOf[g], price), quality + At(_floorOf[g], price));
        return new StreamWeights(cost, quality);

        static double At(int k, ReadOnlySpan<double> price) => k == None ? 0 : price[k];
    }

    /// <summary>The same at prices that follow how the limits stand.</summary>
    public StreamWeights Weights(ReadOnlySpan<int> groups, StreamPrices prices, in OnlineStanding standing, in StreamAim aim)
    {
        var (cost, quality) = (Free.Cost + At(_budget, prices, standing, aim), Free.Quality + At(_floor, prices, standing, aim));
        foreach (var g in groups)
        {
            var own = standing.Groups[g];
            (cost, quality) = (cost + At(_budgetOf[g], prices, own, aim), quality + At(_floorOf[g], prices, own, aim));
        }

        return new StreamWeights(cost, quality);
    }

    /// <summary>What a limit aims at.</summary>
    public double Aim(int k, in OnlineStanding standing, in StreamAim aim, YieldStatistics statistics)
    {
        var limit = Priced[k];
        var own = limit.Group == StreamLimit.WholeStream ? standing : standing.Groups[limit.Group];
        return limit.IsFloor ? aim.Of(own.Floor, own.Deficit, own.Queries, statistics) : aim.Of(-own.Budget, own.Overspend, own.Queries, statistics);
    }

    /// <summary>a_min and c_max of a query: what leaves every floor that is about it at R correct answers owed, and every budget on its pace; null for none.</summary>
    /// <param name="groups">The query's groups.</param>
    /// <param name="standing">How the limits stand.</param>
    /// <param name="mostOwed">R.</param>
    /// <param name="isAlone">Whether nothing is known of the stream, so that the query is to keep the limits by itself.</param>
    public (double? Least, double? Most) Bounds(ReadOnlySpan<int> groups, in OnlineStanding standing, double mostOwed, bool isAlone)
    {
        var (least, most) = ((double?)null, (double?)null);
        Tighten(standing, _goal.QualityFloor is not null, _goal.BudgetUsd is not null);
        foreach (var g in groups)
            Tighten(standing.Groups[g], _groups[g].QualityFloor is not null, _groups[g].BudgetUsd is not null);
        return (least, most);

        void Tighten(in OnlineStanding own, bool hasFloor, bool hasBudget)
        {
            if (hasFloor)
                least = Math.Max(least ?? double.NegativeInfinity, Math.Max(own.Floor + own.Deficit - mostOwed, isAlone ? own.Floor : double.NegativeInfinity));
            if (hasBudget)
                most = Math.Min(most ?? double.PositiveInfinity, Math.Min(own.Budget - own.Overspend, isAlone ? own.Budget : double.PositiveInfinity));
        }
    }

    private double At(int k, StreamPrices prices, in OnlineStanding own, in StreamAim aim)
    {
        if (k == None)
            return 0;
        var price = prices.Limits[k];
        return price.At(Priced[k].IsFloor
            ? aim.Of(own.Floor, own.Deficit, own.Queries, price.Statistics)
            : aim.Of(-own.Budget, own.Overspend, own.Queries, price.Statistics));
    }
}
