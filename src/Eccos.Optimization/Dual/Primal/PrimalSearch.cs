namespace Eccos.Optimization;

/// <summary>
/// Makes a rounded assignment feasible and then cheaper, by exchanges of small regret: first those that relieve the broken limits most for
/// their regret, then those that lower f and break nothing, alone and in pairs.
/// </summary>
internal sealed class PrimalSearch
{
    private const int KeptExchanges = 2000;
    private const int KeptPerOption = 8;
    private const int TriedForPairs = 300;
    private readonly SearchState _state;
    private readonly ExchangeSearch _search;
    private readonly double _bound;
    private readonly Func<bool> _isTimeUp;
    private readonly int _mostKept;
    private readonly List<KeptExchange> _kept = [];

    public PrimalSearch(SearchState state, RegretScan scan, Option[] options, Func<bool> isTimeUp)
    {
        _isTimeUp = isTimeUp;
        _state = state;
        _search = new ExchangeSearch(state, scan.Regrets, options);
        _mostKept = Math.Min(KeptExchanges, KeptPerOption * options.Length);
        _bound = scan.Bound;
    }

    /// <summary>Relieves broken limits until none is left.</summary>
    /// <returns>Whether the assignment is feasible now.</returns>
    public bool Repair(int steps)
    {
        for (var step = 0; step < steps && !_isTimeUp(); step++)
        {
            if (_state.Violation == 0)
                return true;
            Exchange best = default;
            var (bestScore, scale) = (0.0, 1e-3 * Math.Abs(_state.F) / _state.X.Length);
            var violation = _state.Violation;
            _search.Enumerate(double.PositiveInfinity, (in exchange) =>
            {
                var score = exchange.Relief / (Math.Max(0, exchange.DeltaRegret) + (scale * exchange.Length) + double.Epsilon);
                if (exchange.Relief > 1e-9 * violation && score > bestScore)
                    (best, bestScore) = (exchange, score);
            });
            if (bestScore <= 0)
                return false;
            best.Apply(_state);
        }

        return _state.Violation == 0;
    }

    /// <summary>Lowers f while the limits stay kept.</summary>
    public void Improve(int steps, double enough)
    {
        for (var step = 0; step < steps && _state.F - _bound > enough && !_isTimeUp(); step++)
        {
            Exchange best = default;
            var budget = _state.F - _bound;
            _kept.Clear();
            _kept.EnsureCapacity(_mostKept);
            _search.Enumerate(budget, (in exchange) =>
            {
                if (exchange.Relief >= 0 && exchange.DeltaF < best.DeltaF)
                    best = exchange;
                if (_kept.Count < KeptExchanges)
                    _kept.Add(new KeptExchange(exchange));
            });
            if (best.Length > 0)
                best.Apply(_state);
            else if (!(_state.Form.IsPlain ? ImproveByPair() : ImproveByAnyPair()))
                return;
        }
    }

    private bool ImproveByPair()
    {
        // In order of what they take of the side limit, with the cheapest so far: the best partner of each is found at once.
        _kept.Sort((a, b) => a.DeltaG != b.DeltaG ? a.DeltaG.CompareTo(b.DeltaG) : a.DeltaF.CompareTo(b.DeltaF));
        var slack = _state.G.Length > 0 ? _state.Form.Sides[0].Limit - _state.G[0] : double.PositiveInfinity;
        var (cheapest, end) = (-1, 0);
        var (bestA, bestB, bestF) = (-1, -1, -1e-12 * Math.Abs(_state.F));
        for (var a = _kept.Count - 1; a >= 0; a--)
        {
            while (end < _kept.Count && _kept[a].DeltaG + _kept[end].DeltaG <= slack)
            {
                if (cheapest < 0 || _kept[end].DeltaF < _kept[cheapest].DeltaF)
                    cheapest = end;
                end++;
            }

            if (cheapest < 0 || _kept[a].DeltaF + _kept[cheapest].DeltaF >= bestF || _kept[a].Shares(_kept[cheapest]))
                continue;
            if (Fits(_kept[a], _kept[cheapest]))
                (bestA, bestB, bestF) = (a, cheapest, _kept[a].DeltaF + _kept[cheapest].DeltaF);
        }

        if (bestA < 0)
            return false;
        _kept[bestA].Apply(_state);
        _kept[bestB].Apply(_state);
        return true;
    }

    /// <summary>With several side rows no one order finds partners: the pairs of the exchanges that alone lower f most and least are tried.</summary>
    private bool ImproveByAnyPair()
    {
        _kept.Sort((a, b) => a.DeltaF.CompareTo(b.DeltaF));
        var count = Math.Min(TriedForPairs, _kept.Count);
        var (bestA, bestB, bestF) = (-1, -1, -1e-12 * Math.Abs(_state.F));
        for (var a = 0; a < count && _kept[a].DeltaF < bestF; a++)
        {
            for (var b = a + 1; b < _kept.Count && b < a + TriedForPairs && _kept[a].DeltaF + _kept[b].DeltaF < bestF; b++)
            {
                if (!_kept[a].Shares(_kept[b]) && Fits(_kept[a], _kept[b]))
                    (bestA, bestB, bestF) = (a, b, _kept[a].DeltaF + _kept[b].DeltaF);
            }
        }

        if (bestA < 0)
            return false;
        _kept[bestA].Apply(_state);
        _kept[bestB].Apply(_state);
        return true;
    }

    private bool Fits(in KeptExchange a, in KeptExchange b)
    {
        a.Apply(_state);
        b.Apply(_state);
        var fits = _state.Violation == 0;
        b.Undo(_state);
        a.Undo(_state);
        return fits;
    }
}
