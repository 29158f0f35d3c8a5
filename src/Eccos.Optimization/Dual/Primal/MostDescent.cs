namespace Eccos.Optimization;

/// <summary>Finds the exchange that lowers f most and breaks nothing, and keeps the first ones seen, breaking or not, to be paired.</summary>
/// <param name="regretBudget">What f lies above the bound: no assignment that is better costs more regret.</param>
/// <param name="kept">Takes the exchanges.</param>
/// <param name="most">The most that are kept.</param>
internal struct MostDescent(double regretBudget, KeptExchange[] kept, int most) : IExchangeVisitor
{
    /// <summary>The exchange, if its change of f is below 0.</summary>
    public KeptExchange Best { get; private set; }

    /// <summary>The exchanges that were kept.</summary>
    public int Count { get; private set; }

    public readonly double RegretBudget => regretBudget;

    public void Visit(in Exchange exchange, double relief)
    {
        var isBest = relief >= 0 && exchange.DeltaF < Best.DeltaF;
        if (!isBest && Count == most)
            return;
        var copy = new KeptExchange(exchange);
        if (isBest)
            Best = copy;
        if (Count < most)
            kept[Count++] = copy;
    }
}
