namespace Eccos.Optimization;

/// <summary>
/// Goes through every set of departures from the assignment of regret 0 whose regrets sum to at most cutoff - bound: since
/// f(x) - bound = sum of regrets + prices x slack, a better assignment is one of them. Departures are taken in order of regret, so
/// that no set beyond the budget is visited.
/// </summary>
internal sealed class Enumeration : IDisposable
{
    private readonly LagrangianForm _form;
    private readonly SearchState _state;
    private readonly PooledList<Option> _departures;
    private readonly int[] _departure;
    private readonly Action<SearchState> _found;
    private readonly Func<double> _cutoff;
    private readonly double _bound;
    private int _tooMany;
    private int _tooFew;
    private int _nodesLeft;

    public Enumeration(LagrangianForm form, RegretScan scan, double bound, Func<double> cutoff, Action<SearchState> found)
    {
        (_form, _bound, _cutoff, _found) = (form, bound, cutoff, found);
        _state = new SearchState(form, scan.Best);
        _departures = scan.Smallest(form.N, cutoff() - bound);
        _departure = new int[form.N];
        for (var j = 0; j < form.M; j++)
            Count(j, _state.Count[j], 1);
    }

    public void Dispose() => _departures.Dispose();

    /// <summary>The departures that were looked at.</summary>
    public long Work { get; private set; }

    /// <summary>Runs through all sets unless there are too many.</summary>
    /// <returns>Whether all sets were visited.</returns>
    public bool Run(int mostNodes)
    {
        _nodesLeft = mostNodes;
        return Visit(0, 0);
    }

    private bool Visit(int next, double regret)
    {
        if (_nodesLeft-- <= 0)
            return false;
        if (_tooMany == 0 && _tooFew == 0 && _state.Violation == 0)
            _found(_state);
        for (var k = next; k < _departures.Count; k++)
        {
            Work++;
            var (i, j, own) = _departures.Items[k];
            var left = _cutoff() - _bound - regret;

            // Every query too many or too few at an endpoint costs one more departure, each at least as dear as this one.
            if (own * Math.Max(1, Math.Max(_tooMany, _tooFew)) > left)
                return true;
            if (_departure[i] != 0)
                continue;
            var from = _state.X[i];
            var (tooMany, tooFew) = (_tooMany, _tooFew);
            Recount(from, -1);
            Recount(j, 1);
            _state.Move(i, j);
            _departure[i] = 1;
            var complete = Visit(k + 1, regret + own);
            _departure[i] = 0;
            _state.Move(i, from);
            (_tooMany, _tooFew) = (tooMany, tooFew);
            if (!complete)
                return false;
        }

        return true;
    }

    private void Recount(int j, int change)
    {
        Count(j, _state.Count[j], -1);
        Count(j, _state.Count[j] + change, 1);
    }

    private void Count(int j, int count, int sign)
    {
        _tooMany += sign * Math.Max(0, count - _form.WorkloadLimits[j]);
        _tooFew += sign * Math.Max(0, _form.LeastLoads[j] - count);
    }
}
