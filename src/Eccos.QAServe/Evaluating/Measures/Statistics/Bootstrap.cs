namespace Eccos.QAServe;

/// <summary>
/// The bootstrap over queries (B. Efron, Annals of Statistics 7, 1979): a statistic is computed again for samples of as many queries, drawn with
/// replacement. Decisions stay as they were; what varies is which queries came.
/// </summary>
public static class Bootstrap
{
    /// <summary>Samples a statistic.</summary>
    /// <param name="queries">N, the number of queries, 1 or more.</param>
    /// <param name="statistic">Computes the statistic over N places, each 0 to N - 1, in which some stand several times and others not at all.</param>
    /// <param name="samples">2 or more.</param>
    /// <param name="seed">Draws the samples; the same seed and N draw the same, so that two statistics are compared over the same queries.</param>
    /// <param name="progress">Told the part that is done.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The estimates of all samples.</returns>
    public static BootstrapSample Sample(
        int queries,
        BootstrapStatistic statistic,
        int samples = 1000,
        int seed = 1,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(queries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        var random = new Random(seed);
        var (estimates, drawn) = (new double[samples], new int[queries]);
        for (var b = 0; b < samples; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < queries; i++)
                drawn[i] = random.Next(queries);
            estimates[b] = statistic(drawn);
            progress?.Report((b + 1.0) / samples);
        }

        return new BootstrapSample(estimates);
    }
}
