using System.Numerics.Tensors;

namespace Eccos.Predictors;

/// <summary>
/// The explicit features of the kernel
/// <code>
/// k(q, q') = cos(x_q, x_q') + c exp(-|s_q - s_q'|^2 / (2 l^2))
/// </code>
/// x: TF-IDF weights over hashed words and characters; s: the standardised surface features, whose Gaussian is written as
/// random Fourier features, z_r(s) = sqrt(2 / R) cos(f_r . s + phi_r) (A. Rahimi, B. Recht, "Random Features for Large-Scale Kernel Machines",
/// NIPS 2007). With explicit features the regression needs one weight per feature instead of one per training query, and a prediction
/// costs one pass over the text's own n-grams.
/// </summary>
internal sealed class QueryKernel
{
    private const int RowsPerTask = 64;
    private readonly Vocabulary _vocabulary;

    public QueryKernel(QueryKernelState state)
    {
        State = state;
        _vocabulary = new Vocabulary(state.Buckets);
    }

    public QueryKernelState State { get; }

    /// <summary>The number of features: the n-grams, then the Fourier features.</summary>
    public int Dimension => State.Idf.Length + State.Phases.Length;

    public TermCounts CreateScratch() => new(_vocabulary);

    /// <summary>Reports every feature of a text that is not 0.</summary>
    public void Features<TSink>(ReadOnlySpan<char> text, TermCounts counts, ref TSink sink)
        where TSink : IFeatureSink, allows ref struct
    {
        counts.Count(text);
        var squares = 0.0;
        foreach (var v in counts.Terms)
        {
            var x = TermFrequency.Weight(counts[v]) * State.Idf[v];
            squares += (double)x * x;
        }

        var scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        foreach (var v in counts.Terms)
            sink.Add(v, TermFrequency.Weight(counts[v]) * State.Idf[v] * scale);

        Span<float> s = stackalloc float[SurfaceFeatures.Count];
        SurfaceFeatures.Extract(text, s);
        State.Scaling.Apply(s);
        var amplitude = MathF.Sqrt(2f * State.SurfaceWeight / Math.Max(State.Phases.Length, 1));
        for (var r = 0; r < State.Phases.Length; r++)
        {
            var angle = TensorPrimitives.Dot(State.Frequencies.AsSpan(r * s.Length, s.Length), s) + State.Phases[r];
            sink.Add(State.Idf.Length + r, amplitude * MathF.Cos(angle));
        }
    }

    public SparseMatrix Rows(IReadOnlyList<string> texts, ParallelOptions parallel)
    {
        var rows = new RowSink[texts.Count];
        Parallel.For(0, (texts.Count + RowsPerTask - 1) / RowsPerTask, parallel, task =>
        {
            var counts = CreateScratch();
            for (var i = task * RowsPerTask; i < Math.Min((task + 1) * RowsPerTask, texts.Count); i++)
            {
                rows[i] = new RowSink();
                Features(texts[i], counts, ref rows[i]);
            }
        });

        var starts = new int[texts.Count + 1];
        for (var i = 0; i < rows.Length; i++)
            starts[i + 1] = starts[i] + rows[i].Columns.Count;
        var columns = new int[starts[^1]];
        var values = new float[starts[^1]];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i].Columns.CopyTo(columns, starts[i]);
            rows[i].Values.CopyTo(values, starts[i]);
        }

        return new SparseMatrix(Dimension, starts, columns, values);
    }

    private readonly struct RowSink() : IFeatureSink
    {
        public List<int> Columns { get; } = [];

        public List<float> Values { get; } = [];

        public void Add(int feature, float value)
        {
            Columns.Add(feature);
            Values.Add(value);
        }
    }
}
