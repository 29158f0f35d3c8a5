namespace Eccos;

/// <summary>How a scheduler places single queries.</summary>
public sealed class StreamingOptions
{
    /// <summary>
    /// Queries typical of those to come, predicted once before the first is placed: the price of the floor or the budget is known from the start, and the
    /// floor survives an easy stretch that hard queries follow.
    /// </summary>
    /// <value>
    /// Empty by default: the price is learned from the first queries themselves. Some hundred or more, not among those that the predictor was fitted
    /// on, for of those it knows too much.
    /// </value>
    public IList<Query> ReferenceQueries { get; } = [];
}
