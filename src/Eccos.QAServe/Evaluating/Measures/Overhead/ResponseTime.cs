namespace Eccos.QAServe;

/// <summary>
/// How long the endpoints take to answer: as recorded, or else assumed,
/// <code>
/// seconds = time to the first token + output tokens / tokens per second
/// </code>
/// </summary>
public static class ResponseTime
{
    /// <summary>The mean response time of a run's choices.</summary>
    /// <param name="run">The run.</param>
    /// <param name="outcomes">Recorded latencies and tokens.</param>
    /// <param name="speed">What is assumed where no latency is recorded.</param>
    /// <returns>Seconds; <see langword="null"/> when neither a latency nor tokens are recorded of any choice.</returns>
    public static double? MeanSeconds(RoutingRun run, OutcomeTable outcomes, EndpointSpeed speed)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(speed);
        double[] seconds = [.. run.EndpointOf.Index().Where(choice => choice.Item >= 0).Select(choice => Seconds(choice.Index, choice.Item)).Where(double.IsFinite)];
        return seconds.Length == 0 ? null : seconds.Average();

        double Seconds(int i, int j) => double.IsNaN(outcomes.LatencyMs[i, j])
            ? speed.SecondsToFirstToken + (outcomes.OutputTokens[i, j] / speed.OutputTokensPerSecond)
            : outcomes.LatencyMs[i, j] / 1000;
    }
}
