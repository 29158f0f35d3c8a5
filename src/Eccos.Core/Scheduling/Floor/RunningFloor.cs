namespace Eccos;

/// <summary>
/// A quality floor kept on the running average of queries that follow each other, so that an easy stretch may pay for a hard one. A virtual
/// queue of the constraint "average of a at least alpha" (M. Neely, "Stochastic Network Optimization with Application to Communication and
/// Queueing Systems", 2010, chapter 4), in correct answers:
/// <code>
/// D      = sum over queries so far of (alpha + o - a)        the deficit; negative for a surplus
/// asked  = alpha + o + (D + R) / max(H, n)                   of the next n queries on average
/// least  = alpha + o + min(D - R, 0) / n                     below which they must not fall
/// o      = o + g_t (a - o - y),  g_t = max(1/(P + t), 1/L)   with the t-th label y of a placement predicted a
/// </code>
/// <list type="bullet">
/// <item>While every batch keeps its least, D never exceeds R: after n queries the average of a - o is at least alpha - R/n, in whatever order they came.</item>
/// <item>While batches reach what is asked, D + R shrinks by the factor 1 - n/H with every n queries, so that a surplus of R is kept in reserve.</item>
/// <item>
/// The steps of o sum up a - o - y: when every placement is labelled, the sum of y is at least n alpha - R - 2 L max|o|, whatever
/// the labels (integral control of the floor asked; I. Gibbs and E. Candès, "Adaptive Conformal Inference Under Distribution Shift", 2021,
/// proposition 4.1, with Abel's summation for steps that shrink). Labels of a part of the placements chosen at random estimate the same o.
/// </item>
/// </list>
/// </summary>
/// <remarks>Safe for use from any thread.</remarks>
/// <param name="floor">alpha, 0 to 1.</param>
internal sealed class RunningFloor(double floor)
{
    /// <summary>R, correct answers held in reserve, and the most that may ever be owed.</summary>
    public const double Reserve = 2;

    /// <summary>H, the queries over which a deficit is made up for.</summary>
    public const int Horizon = 256;

    /// <summary>What is owed or saved beyond this many correct answers is forgiven: limits that made the floor unreachable are not paid for without end.</summary>
    public const double Memory = 512;

    private const double LabelPrior = 200;
    private const double LabelMemory = 2000;

    private readonly Lock _lock = new();
    private double _deficit;
    private double _offset;
    private double? _multiplier;
    private long _queries;
    private long _labels;
    private double _sum;

    /// <summary>alpha.</summary>
    public double Floor => floor;

    /// <summary>What is to be asked of the next queries.</summary>
    /// <param name="queries">n, 1 or more: those that are decided together.</param>
    public FloorRequest Request(int queries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(queries, 1);
        lock (_lock)
        {
            var alpha = floor + _offset;
            return new FloorRequest(
                Math.Clamp(alpha + ((_deficit + Reserve) / Math.Max(Horizon, queries)), 0, 1),
                Math.Clamp(alpha + (Math.Min(_deficit - Reserve, 0) / queries), 0, 1),
                _multiplier);
        }
    }

    /// <summary>Counts queries that were placed.</summary>
    /// <param name="quality">The average of their predicted success.</param>
    /// <param name="queries">How many were placed; 0 has no effect.</param>
    /// <param name="multiplier">lambda at which they were, USD per correct answer; <see langword="null"/> to keep the one known.</param>
    public void Report(double quality, int queries, double? multiplier = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(queries);
        lock (_lock)
        {
            _deficit = Math.Clamp(_deficit + (queries * (floor + _offset - quality)), -Memory, Memory);
            _multiplier = multiplier ?? _multiplier;
            _queries += queries;
            _sum += queries * quality;
        }
    }

    /// <summary>Learns from what became of a placement.</summary>
    /// <param name="predicted">a, its predicted success.</param>
    /// <param name="label">y, how correct the answer was, 0 to 1.</param>
    public void ReportLabel(double predicted, double label)
    {
        lock (_lock)
        {
            _labels++;
            _offset += (predicted - _offset - label) * Math.Max(1 / (LabelPrior + _labels), 1 / LabelMemory);
        }
    }

    /// <summary>How the running average stands.</summary>
    public FloorState State()
    {
        lock (_lock)
        {
            return new FloorState(_queries, _queries == 0 ? double.NaN : _sum / _queries, _deficit, _offset, _multiplier);
        }
    }
}
