using System.Buffers;

namespace Eccos.Optimization;

/// <summary>
/// Makes a rounded assignment feasible and then cheaper, by exchanges of small regret: first those that relieve the broken limits most for
/// their regret, then those that lower f and break nothing, alone and in pairs.
/// </summary>
internal sealed class PrimalSearch : IDisposable
{
    private const int MostKept = 2000;
    private const int TriedForPairs = 300;
    private readonly SearchState _state;
    private readonly ExchangeSearch _search;
    private readonly double _bound;
    private readonly Func<bool> _isTimeUp;
    private readonly KeptExchange[] _kept = ArrayPool<KeptExchange>.Shared.Rent(MostKept);

    public PrimalSearch(SearchState state, RegretScan scan, PooledList<Option> options, Func<bool> isTimeUp)
    {
        _isTimeUp = isTimeUp;
        _state = state;
        _search = new ExchangeSearch(state, scan.Regrets, options);
        _bound = scan.Bound;
    }

    public void Dispose()
    {
        _search.Dispose();
        ArrayPool<KeptExchange>.Shared.Return(_kept);
    }

    /// <summary>Relieves broken limits until none is left.</summary>
    /// <returns>Whether the assignment is feasible now.</returns>
    public bool Repair(int steps)
    {
        for (var step = 0; step < steps && !_isTimeUp(); step++)
        {
            var violation = _state.Violation;
            if (violation == 0)
                return true;
            var scale = 1e-3 * Math.Abs(_state.F) / _state.X.Length;
            _search.Arrange(double.PositiveInfinity);

            // What single moves reach tells how much regret longer exchanges may cost.
            var single = new MostRelief(violation, scale, known: 0);
            _search.Enumerate(ref single, longest: 1);
            var best = new MostRelief(violation, scale, single.Score);
            _search.Enumerate(ref best);
            if (best.Score <= 0)
                return false;
            best.Best.Apply(_state);
        }

        return _state.Violation == 0;
    }

    /// <summary>Lowers f while the limits stay kept.</summary>
    /// <param name="steps">The most exchanges and pairs that are carried out.</param>
    /// <param name="enough">How far above the bound f is low enough.</param>
    /// <param name="mostExchanges">The exchanges that are looked at, about.</param>
    public void Improve(int steps, double enough, long mostExchanges)
    {
        var end = mostExchanges < long.MaxValue - _search.Looked ? _search.Looked + mostExchanges : long.MaxValue;
        for (var step = 0; step < steps && _state.F - _bound > enough && _search.Looked < end && !_isTimeUp(); step++)
        {
            var descent = new MostDescent(_state.F - _bound, _kept, MostKept);
            _search.Arrange(descent.RegretBudget);
            _search.Enumerate(ref descent);
            if (descent.Best.DeltaF < 0)
                descent.Best.Apply(_state);
            else if (!Pair(_kept.AsSpan(0, descent.Count)))
                return;
        }
    }

    private bool Pair(Span<KeptExchange> kept)
    {
        var (a, b) = _state.Form.IsPlain ? BestPair(kept) : BestOfAnyPair(kept);
        if (a < 0)
            return false;
        kept[a].Apply(_state);
        kept[b].Apply(_state);
        return true;
    }

    private (int A, int B) BestPair(Span<KeptExchange> kept)
    {
        // In order of what they take of the side limit, with the cheapest so far: the best partner of each is found at once.
        kept.Sort((a, b) => a.DeltaG != b.DeltaG ? a.DeltaG.CompareTo(b.DeltaG) : a.DeltaF.CompareTo(b.DeltaF));
        var slack = _state.G.Length > 0 ? _state.Form.Sides[0].Limit - _state.G[0] : double.PositiveInfinity;
        var (cheapest, end) = (-1, 0);
        var (bestA, bestB, bestF) = (-1, -1, -1e-12 * Math.Abs(_state.F));
        for (var a = kept.Length - 1; a >= 0; a--)
        {
            while (end < kept.Length && kept[a].DeltaG + kept[end].DeltaG <= slack)
            {
                if (cheapest < 0 || kept[end].DeltaF < kept[cheapest].DeltaF)
                    cheapest = end;
                end++;
            }

            if (cheapest < 0 || kept[a].DeltaF + kept[cheapest].DeltaF >= bestF || kept[a].Shares(kept[cheapest]))
                continue;
            if (Fits(kept[a], kept[cheapest]))
                (bestA, bestB, bestF) = (a, cheapest, kept[a].DeltaF + kept[cheapest].DeltaF);
        }

        return (bestA, bestB);
    }

    /// <summary>With several side rows no one order finds partners: the pairs of the exchanges that alone lower f most and least are tried.</summary>
    private (int A, int B) BestOfAnyPair(Span<KeptExchange> kept)
    {
        kept.Sort((a, b) => a.DeltaF.CompareTo(b.DeltaF));
        var count = Math.Min(TriedForPairs, kept.Length);
        var (bestA, bestB, bestF) = (-1, -1, -1e-12 * Math.Abs(_state.F));
        for (var a = 0; a < count && kept[a].DeltaF < bestF; a++)
        {
            for (var b = a + 1; b < kept.Length && b < a + TriedForPairs && kept[a].DeltaF + kept[b].DeltaF < bestF; b++)
            {
                if (!kept[a].Shares(kept[b]) && Fits(kept[a], kept[b]))
                    (bestA, bestB, bestF) = (a, b, kept[a].DeltaF + kept[b].DeltaF);
            }
        }

        return (bestA, bestB);
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
