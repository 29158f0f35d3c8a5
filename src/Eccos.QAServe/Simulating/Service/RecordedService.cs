namespace Eccos.QAServe;

/// <summary>
/// Serves queries as records say: with the latency that is recorded, or else
/// <code>
/// seconds = time to the first token + output tokens / tokens per second
/// </code>
/// at the speed that is assumed of the endpoint, with the recorded output tokens, or the expected ones where none are recorded.
/// </summary>
/// <remarks>Immutable and safe for use from any thread. It looks at the outcome of the chosen endpoint alone, as a host does that calls it.</remarks>
public sealed class RecordedService : IServiceModel
{
    private readonly OutcomeTable _outcomes;
    private readonly EndpointSpeed[] _speeds;

    /// <summary>Makes a model.</summary>
    /// <param name="outcomes">Recorded latencies, tokens and costs.</param>
    /// <param name="speeds">The speed assumed of each endpoint, by name; may lack some.</param>
    /// <param name="other">The speed assumed of those that <paramref name="speeds"/> lacks.</param>
    public RecordedService(OutcomeTable outcomes, IReadOnlyDictionary<string, EndpointSpeed> speeds, EndpointSpeed other)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(speeds);
        ArgumentNullException.ThrowIfNull(other);
        _outcomes = outcomes;
        _speeds = [.. outcomes.Pool.Names.Select(name => speeds.TryGetValue(name, out var speed) ? speed : other)];
    }

    /// <inheritdoc/>
    public Service Serve(Placement placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        if (!placement.IsPlaced || !_outcomes.Pool.TryGetIndex(placement.Endpoint.Name, out var j))
            throw new ArgumentException($"Query '{placement.Query.Id}' is not placed with an endpoint of the records.", nameof(placement));
        var i = _outcomes.IndexOf(placement.Query.Id);
        var tokens = Known(_outcomes.OutputTokens[i, j]);
        var speed = _speeds[j];
        var seconds = Known(_outcomes.LatencyMs[i, j]) / 1000 ?? speed.SecondsToFirstToken + ((tokens ?? placement.ExpectedOutputTokens ?? 0) / speed.OutputTokensPerSecond);
        return new Service(
            seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue,
            tokens is { } used ? new Usage(placement.Query.InputTokens ?? 0, (int)used) { CostUsd = Known(_outcomes.CostUsd[i, j]) } : null);
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
