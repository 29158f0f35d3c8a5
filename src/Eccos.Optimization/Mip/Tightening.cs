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

    /// <summary>Narrows a limit by twice what a solution exceeded it by.</summary>
    public void Narrow(LimitKey key, double excess) => _excess[key] = _excess.GetValueOrDefault(key) + (2 * excess);
}
