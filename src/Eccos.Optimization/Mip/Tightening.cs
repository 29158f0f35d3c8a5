namespace Eccos.Optimization;

/// <summary>
/// How much wider or narrower than they are the solver sees the limits: wider by <see cref="Tolerance.Slack"/> at first, narrower once a
/// solution broke one within the solver's own tolerance.
/// </summary>
internal sealed class Tightening
{
    private readonly Dictionary<LimitKey, double> _excess = [];

    /// <summary>What to add to the right-hand side of a limit, in its unit.</summary>
    public double Slack(LimitKey key, double limit) => (limit * Tolerance.Slack) - _excess.GetValueOrDefault(key);

    /// <summary>
    /// Narrows a limit by half of what a solution exceeded it by: the solver takes for kept what goes at least as far beyond it, so that an assignment which meets
    /// the limit exactly is not lost.
    /// </summary>
    public void Narrow(LimitKey key, double excess) => _excess[key] = _excess.GetValueOrDefault(key) + (excess / 2);
}
