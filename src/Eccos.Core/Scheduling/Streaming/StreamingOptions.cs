namespace Eccos;

/// <summary>How a scheduler places single queries.</summary>
/// <remarks>Read when the scheduler is made; <see cref="EccosScheduler.UpdateAsync"/> leaves it as it was.</remarks>
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

    /// <summary>What happens to a query when the endpoints with room cannot serve it as the goal asks.</summary>
    /// <value><see cref="WhenFull.Reject"/> by default.</value>
    public WhenFull WhenFull { get; set; }

    /// <summary>The queries that may wait at once under <see cref="WhenFull.Wait"/>; one more is rejected.</summary>
    /// <value>1 to 1,000,000; default 1,000.</value>
    public int QueueLimit { get; set; } = 1000;

    /// <summary>The longest that a query waits under <see cref="WhenFull.Wait"/>; it is rejected then.</summary>
    /// <value>1 millisecond to 1 day; default 30 seconds.</value>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest that a query waits for others to be decided together with it. The optimizer then improves on what the prices choose for each, above all where slots are
    /// scarce, and the predictor sees them at once. What a micro-batch cannot serve is placed as a single query is, and so are all of them when it fails, so that each caller hears of
    /// its own query alone.
    /// </summary>
    /// <value>0.1 milliseconds to 10 seconds; <see langword="null"/>, the default, to decide every query as it comes.</value>
    public TimeSpan? MicroBatchWindow { get; set; }

    /// <summary>The most queries that are decided together; when as many are there, they do not wait for the window to end.</summary>
    /// <value>2 to 10,000; default 32. Without effect when <see cref="MicroBatchWindow"/> is null.</value>
    public int MicroBatchSize { get; set; } = 32;

    internal StreamingOptions Copy()
    {
        var copy = new StreamingOptions
        {
            WhenFull = WhenFull,
            QueueLimit = QueueLimit,
            LongestWait = LongestWait,
            MicroBatchWindow = MicroBatchWindow,
            MicroBatchSize = MicroBatchSize,
        };
        foreach (var query in ReferenceQueries)
            copy.ReferenceQueries.Add(query);
        return copy;
    }
}
