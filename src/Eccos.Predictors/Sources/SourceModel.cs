using System.Numerics.Tensors;

namespace Eccos.Predictors;

/// <summary>
/// The mean of each endpoint over the sources that a query may come from, weighed by how likely its text makes each source:
/// <code>
/// a_j = sum_s P(s | phi) t_sj          P(s | phi) = softmax_s(ln share_s + phi . w_s)
/// </code>
/// Chance is averaged out of t before the text is read, and what is left of the interaction of endpoint and query is that of whole kinds. A query
/// that is predicted needs no source: phi tells what it resembles. Fitted by <see cref="SourceFit"/>.
/// </summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
internal sealed class SourceModel : ISourceLearner
{
    /// <summary>The most sources that are told apart.</summary>
    public const int MostSources = 64;

    private const double LeastSuccess = 0.005;

    /// <summary>A source that a query comes from with less probability is not counted among its sources.</summary>
    private const float LeastProbability = 0.01f;

    private static readonly int[] _sources = [.. Enumerable.Range(0, MostSources)];

    /// <param name="logShares">ln share_s, one for each source.</param>
    /// <param name="weights">w: one row per dimension, S values and zeros up to <see cref="StrideOf"/>.</param>
    /// <param name="means">t: one row per source, M of success, M of log amounts, zeros up to <see cref="RidgeModel.WidthOf"/>.</param>
    public SourceModel(float[] logShares, DenseMatrix weights, DenseMatrix means) => (LogShares, Weights, Means) = (logShares, weights, means);

    public int SourceCount => LogShares.Length;

    public float[] LogShares { get; }

    public DenseMatrix Weights { get; }

    public DenseMatrix Means { get; }

    /// <summary>The numbers that the sums of S sources take, in whole vectors.</summary>
    public static int StrideOf(int sources) => RowSum.Padded(sources);

    public void Forecast(ReadOnlySpan<float> vector, ReadOnlySpan<int> dimensions, Span<float> sums, Span<float> sources, Span<double> logits, Span<double> amounts)
    {
        Classify(vector, dimensions, sources);
        sums.Clear();
        RowSum.Add(sums, Means.Values, Means.ColumnCount, _sources.AsSpan(0, SourceCount), sources);
        for (var j = 0; j < logits.Length; j++)
        {
            logits[j] = Logistic.Logit(Math.Clamp(sums[j], LeastSuccess, 1 - LeastSuccess));
            amounts[j] = sums[logits.Length + j];
        }

        Cut(sources);
    }

    /// <summary>Leaves the sources that count, which together make 1.</summary>
    private static void Cut(Span<float> sources)
    {
        foreach (ref var p in sources)
            p = p >= LeastProbability ? p : 0;
        TensorPrimitives.Divide(sources, TensorPrimitives.Sum<float>(sources), sources);
    }

    /// <summary>P(s | phi) of every source.</summary>
    private void Classify(ReadOnlySpan<float> vector, ReadOnlySpan<int> dimensions, Span<float> probability)
    {
        Span<float> scores = stackalloc float[StrideOf(MostSources)];
        scores = scores[..Weights.ColumnCount];
        scores.Clear();
        LogShares.CopyTo(scores);
        RowSum.Add(scores, Weights.Values, Weights.ColumnCount, dimensions, vector);
        VectorMath.Softmax(scores[..SourceCount]);
        scores[..SourceCount].CopyTo(probability);
    }
}
