namespace Eccos.Optimization;

/// <summary>
/// Goes through the sets of departures from the assignment of regret 0 whose regrets sum to no more than a budget: dynamic programming over an expanding
/// core (D. Pisinger, "A minimal algorithm for the multiple-choice knapsack problem", European Journal of Operational Research 83, 1995), with the loads
/// of the endpoints as part of the state. The partial assignments grow from both ends of the order of <see cref="Elimination"/>, always where there are fewer, and are joined where the
/// ends meet (E. Horowitz, S. Sahni, "Computing partitions with applications to the knapsack problem", Journal of the ACM 21, 1974): sets of about
/// half as many departures are far fewer.
/// </summary>
internal sealed class DepartureProgram : IDisposable
{
    private readonly DepartureScope _scope;
    private readonly DepartureSide _front;
    private readonly DepartureSide _back;

    /// <param name="form">The assignment.</param>
    /// <param name="scan">The regrets at the prices.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="incumbent">The best assignment so far.</param>
    /// <param name="budget">The most regret of a set of departures.</param>
    /// <param name="mostKept">The most partial assignments that are kept at each end; where there are more, those of the least bound.</param>
    public DepartureProgram(LagrangianForm form, RegretScan scan, DualPrices prices, Incumbent incumbent, double budget, int mostKept)
    {
        _scope = new DepartureScope(form, scan, prices, incumbent, budget, mostKept);
        _front = new DepartureSide(_scope, fromTheEnd: false);
        _back = new DepartureSide(_scope, fromTheEnd: true);
    }

    /// <summary>The loads of partial assignments that were looked at, and what takes as long.</summary>
    public long Work => _scope.Work;

    public void Dispose()
    {
        _scope.Dispose();
        _front.Dispose();
        _back.Dispose();
    }

    /// <summary>Runs; what is better than the incumbent becomes the incumbent.</summary>
    /// <param name="mostWork">The most <see cref="Work"/>, about.</param>
    /// <param name="isTimeUp">Ends it early.</param>
    /// <returns>Whether every set within the budget was gone through or is no better than the incumbent.</returns>
    public bool Run(long mostWork, Func<bool> isTimeUp)
    {
        if (!_scope.Rows.CanBeKept)
            return true;
        if (_scope.IsLess(_scope.Start.F))
            _scope.Incumbent.Offer(_scope.Scan.Best);
        while (_front.Passed + _back.Passed < _scope.Open.Count)
        {
            if (Work > mostWork || isTimeUp())
                return false;
            (_front.Kept.Length <= _back.Kept.Length ? _front : _back).Expand();
        }

        using var join = new DepartureJoin(_scope, _front, _back);
        return join.Run(mostWork, isTimeUp) && _scope.IsComplete;
    }
}
