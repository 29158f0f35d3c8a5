namespace Eccos.Predictors;

/// <summary>
/// Chooses K, s and T on held-out queries: by log-loss for the success probability, by squared error for amounts in the log domain.
/// One neighbour list per held-out query serves the whole grid, because the K nearest are the first K of it.
/// </summary>
/// <param name="label">What the neighbours vote on.</param>
/// <param name="ks">The K to try, in ascending order.</param>
/// <param name="ss">The s to try.</param>
/// <param name="ts">The T to try.</param>
internal sealed class NeighbourTuning(Label label, int[] ks, double[] ss, double[] ts)
{
    private const double LeastProbability = 1e-9;

    private readonly double[] _losses = new double[ts.Length * ks.Length * ss.Length];
    private long _labelled;

    /// <summary>The settings of least loss on all that was added.</summary>
    public NeighbourWeighting Best
    {
        get
        {
            var best = Array.IndexOf(_losses, _losses.Min());
            return new NeighbourWeighting(ks[best / ss.Length % ks.Length], ss[best % ss.Length], ts[best / ss.Length / ks.Length]);
        }
    }

    /// <summary>The mean loss of <see cref="Best"/>; <see langword="null"/> while no label was held out.</summary>
    public double? BestLoss => _labelled == 0 ? null : _losses.Min() / _labelled;

    /// <summary>A tuning of the given settings alone, and of a grid over those that are left open.</summary>
    public static NeighbourTuning Over(Label label, int? neighbours = null, double? shrinkage = null, double? temperature = null) => new(
        label,
        neighbours is { } k ? [k] : [5, 10, 20, 35, 50, 75, 100, 150, 200],
        shrinkage is { } s ? [s] : [0.03, 0.1, 0.3, 1, 3, 10],
        temperature is { } t ? [t] : [0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1]);

    /// <summary>Adds the losses of held-out queries.</summary>
    /// <param name="memory">The observations that vote.</param>
    /// <param name="held">The held-out queries, none of which stands in the memory.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public void Add(ObservationMemory memory, ObservationMemory held, CancellationToken cancellationToken)
    {
        var means = memory.Statistics.Means(label);
        var losses = new double[held.Count][];
        NeighbourBatch.Run(
            memory,
            held.Count,
            held.Vector,
            memory.SearchDepth(ks[^1]),
            (i, found) => losses[i] = Losses(memory, held.Labels(i, label), found, means),
            cancellationToken);
        foreach (var loss in losses)
            VectorMath.AddScaled(_losses, loss, 1);
        for (var j = 0; j < held.EndpointCount; j++)
            _labelled += double.IsNaN(means[j]) ? 0 : held.Statistics.Count(label, j);
    }

    /// <summary>The losses of one query, summed over its endpoints: T slowest, then K, then s.</summary>
    private double[] Losses(ObservationMemory memory, ReadOnlySpan<float> actual, ReadOnlySpan<Neighbour> found, double[] means)
    {
        var losses = new double[_losses.Length];
        var weights = new double[found.Length];
        for (var t = 0; t < ts.Length; t++)
        {
            var weighting = new NeighbourWeighting(1, 1, ts[t]);
            for (var n = 0; n < found.Length; n++)
                weights[n] = weighting.Weight(found[n].Cosine);
            for (var j = 0; j < actual.Length; j++)
            {
                if (float.IsNaN(actual[j]) || double.IsNaN(means[j]))
                    continue;
                var vote = default(Vote);
                var asked = 0;
                var n = 0;
                for (var k = 0; k < ks.Length; k++)
                {
                    for (; n < found.Length && asked < ks[k]; n++)
                    {
                        var y = memory.Labels(found[n].Row, label)[j];
                        if (float.IsNaN(y))
                            continue;
                        vote = vote.Add(weights[n], y);
                        asked++;
                    }

                    for (var s = 0; s < ss.Length; s++)
                        losses[(((t * ks.Length) + k) * ss.Length) + s] += Loss(actual[j], vote.Estimate(means[j], ss[s]));
                }
            }
        }

        return losses;
    }

    private double Loss(double y, double estimate)
    {
        if (label != Label.Success)
            return (y - estimate) * (y - estimate);
        var p = Math.Clamp(estimate, LeastProbability, 1 - LeastProbability);
        return -(y * Math.Log(p)) - ((1 - y) * Math.Log(1 - p));
    }
}
