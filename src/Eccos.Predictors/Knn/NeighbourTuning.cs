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

    private readonly Label _label = label;
    private readonly int[] _ks = ks;
    private readonly double[] _losses = new double[ts.Length * ks.Length * ss.Length];
    private long _labelled;

    /// <summary>The settings of least loss on all that was added.</summary>
    public NeighbourWeighting Best
    {
        get
        {
            var best = Array.IndexOf(_losses, _losses.Min());
            return new NeighbourWeighting(_ks[best / ss.Length % _ks.Length], ss[best % ss.Length], ts[best / ss.Length / _ks.Length]);
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

    /// <summary>Adds the losses of held-out queries, found by one search for all tunings.</summary>
    /// <param name="tunings">What to tune.</param>
    /// <param name="memory">The observations that vote.</param>
    /// <param name="held">The held-out queries, none of which stands in the memory.</param>
    /// <param name="parallel">The threads to use, and what ends the work early.</param>
    public static void Add(NeighbourTuning[] tunings, ObservationMemory memory, ObservationMemory held, ParallelOptions parallel)
    {
        NeighbourTuning[] labelled = [.. tunings.Where(tuning => tuning.IsLabelled(memory, held))];
        var losses = Array.ConvertAll(labelled, _ => new double[held.Count][]);
        var means = Array.ConvertAll(labelled, tuning => memory.Statistics.Means(tuning._label));
        NeighbourBatch.Run(
            memory,
            held.Count,
            held.Vector,
            memory.SearchDepth(tunings.Max(tuning => tuning._ks[^1])),
            (i, found) =>
            {
                for (var t = 0; t < labelled.Length; t++)
                    losses[t][i] = labelled[t].Losses(memory, held.Labels(i, labelled[t]._label), found, means[t]);
            },
            parallel);
        for (var t = 0; t < labelled.Length; t++)
            labelled[t].Add(losses[t], Enumerable.Range(0, held.EndpointCount).Sum(j => double.IsNaN(means[t][j]) ? 0 : held.Statistics.Count(labelled[t]._label, j)));
    }

    private bool IsLabelled(ObservationMemory memory, ObservationMemory held) => memory.Statistics.Any(_label) && held.Statistics.Any(_label);

    private void Add(double[][] losses, long labelled)
    {
        foreach (var loss in losses)
            VectorMath.AddScaled(_losses, loss, 1);
        _labelled += labelled;
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
                for (var k = 0; k < _ks.Length; k++)
                {
                    for (; n < found.Length && asked < _ks[k]; n++)
                    {
                        var y = memory.Labels(found[n].Row, _label)[j];
                        if (float.IsNaN(y))
                            continue;
                        vote = vote.Add(weights[n], y);
                        asked++;
                    }

                    for (var s = 0; s < ss.Length; s++)
                        losses[(((t * _ks.Length) + k) * ss.Length) + s] += Loss(actual[j], vote.Estimate(means[j], ss[s]));
                }
            }
        }

        return losses;
    }

    private double Loss(double y, double estimate)
    {
        if (_label != Label.Success)
            return (y - estimate) * (y - estimate);
        var p = Math.Clamp(estimate, LeastProbability, 1 - LeastProbability);
        return -(y * Math.Log(p)) - ((1 - y) * Math.Log(1 - p));
    }
}
