namespace Eccos.Optimization;

/// <summary>
/// Finds the exchange that relieves broken limits most for its regret:
/// <code>
/// score = relief / (max(0, regret) + s length)           relief at most V, so that a score of z asks for regret at most V / z
/// </code>
/// </summary>
/// <param name="violation">V, by how much the limits are broken in all.</param>
/// <param name="scale">s, what a move counts beside its regret.</param>
/// <param name="known">A score that some exchange is known to have; 0 for none.</param>
internal struct MostRelief(double violation, double scale, double known) : IExchangeVisitor
{
    /// <summary>Sums of violations carry rounding.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The exchange, if <see cref="Score"/> is more than 0.</summary>
    public KeptExchange Best { get; private set; }

    /// <summary>Its score.</summary>
    public double Score { get; private set; }

    public double RegretBudget { get; private set; } = Budget(violation, known);

    public void Visit(in Exchange exchange, double relief)
    {
        if (relief <= Rounding * violation)
            return;
        var score = relief / (Math.Max(0, exchange.DeltaRegret) + (scale * exchange.Length) + double.Epsilon);
        if (score > Score)
            (Best, Score, RegretBudget) = (new KeptExchange(exchange), score, Budget(violation, Math.Max(score, known)));
    }

    private static double Budget(double violation, double score) => score > 0 ? violation / score * (1 + Rounding) : double.PositiveInfinity;
}
