using System.Globalization;

namespace Eccos.Predictors;

/// <summary>What an endpoint without history and its probes must satisfy.</summary>
internal static class NewEndpointRules
{
    /// <summary>The history's endpoints with their facts, in the history's order.</summary>
    /// <exception cref="EccosException">The pool lacks one.</exception>
    public static ModelPool Known(ModelPool pool, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var missing = names.Where(name => !pool.TryGetIndex(name, out _)).ToList();
        if (missing.Count > 0)
            throw new EccosException($"The history tells of {string.Join(", ", missing)}, which the pool lacks; it holds {string.Join(", ", pool.Names)}.");
        return new ModelPool(names.Select(name => pool.TryGetIndex(name, out var index) ? pool[index] : null!));
    }

    /// <exception cref="ArgumentException">Lists every breach with its value.</exception>
    public static void Check(Endpoint endpoint, IReadOnlyList<Probe> probes, ModelPool known)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(probes);
        _ = new ModelPool([endpoint]);
        if (known.TryGetIndex(endpoint.Name, out _))
            throw new ArgumentException($"Endpoint '{endpoint.Name}' has a history; the base predictor predicts it.", nameof(endpoint));

        List<string> breaches = [.. probes.Index().SelectMany(entry => Breaches(entry.Index, entry.Item))];
        if (breaches.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, breaches), nameof(probes));
    }

    private static IEnumerable<string> Breaches(int index, Probe? probe)
    {
        if (probe?.Query?.Text is null)
        {
            yield return $"Probe {index} is null, or lacks its query or the query's text.";
            yield break;
        }

        if (!(probe.Correct is >= 0 and <= 1))
            yield return Invariant($"Probe {index}: {nameof(Probe.Correct)} is {probe.Correct}; it lies in [0, 1].");
        if (probe.OutputTokens < 0)
            yield return Invariant($"Probe {index}: {nameof(Probe.OutputTokens)} is {probe.OutputTokens}; it is at least 0, or null when not known.");
        if (probe.CostUsd is { } cost && !(cost >= 0 && double.IsFinite(cost)))
            yield return Invariant($"Probe {index}: {nameof(Probe.CostUsd)} is {cost}; it is finite and at least 0, or null when not known.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
