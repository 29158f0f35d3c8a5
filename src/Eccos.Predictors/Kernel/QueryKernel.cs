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

    private readonly float[] _frequencies;
    private readonly int[] _surfaceRows;

    public QueryKernel(QueryKernelState state)
    {
        State = state;
        Vocabulary = new Vocabulary(state.Buckets);
        _surfaceRows = [.. Enumerable.Range(0, state.Scaling.Count)];

        // One row per surface feature instead of one per Fourier feature: the angles of all are one sum of rows.
        var r = state.Phases.Length;
        _frequencies = new float[state.Frequencies.Length];
        for (var k = 0; k < _frequencies.Length; k++)
            _frequencies[k] = state.Frequencies[(k % r * state.Scaling.Count) + (k / r)];
    }

    public QueryKernelState State { get; }

    /// <summary>The number of features: the n-grams, then the Fourier features.</summary>
    public int Dimension => State.Idf.Length + State.Phases.Length;

    public Vocabulary Vocabulary { get; }

    /// <summary>Computes every feature of a text that is not 0.</summary>
    public void Read(ReadOnlySpan<char> text, TermCounts counts, KernelFeatures features)
    {
        counts.Count(text);
        Span<float> surface = stackalloc float[SurfaceFeatures.Count];
        SurfaceFeatures.Extract(text, surface);
        Read(counts.Terms, counts.Weights, surface, features);
    }

    /// <summary>Computes every feature of a text that was scanned already.</summary>
    /// <param name="terms">The n-grams that occur; those behind the vocabulary are passed over.</param>
    /// <param name="weights">1 + ln tf of each.</param>
    /// <param name="surface">The surface features; standardised in place.</param>
    /// <param name="features">Takes the result.</param>
    public void Read(ReadOnlySpan<int> terms, ReadOnlySpan<float> weights, Span<float> surface, KernelFeatures features)
    {
        var r = State.Phases.Length;
        features.Clear(terms.Length + r);
        var rows = features.AllRows;
        var values = features.AllValues;
        var count = 0;
        var squares = 0.0;
        for (var k = 0; k < terms.Length; k++)
        {
            if (terms[k] >= State.Idf.Length)
                continue;
            var x = weights[k] * State.Idf[terms[k]];
            squares += (double)x * x;
            rows[count] = terms[k];
            values[count++] = x;
        }

        var scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        TensorPrimitives.Multiply(values[..count], scale, values[..count]);

        surface = surface[..State.Scaling.Count];
        State.Scaling.Apply(surface);
        var waves = values.Slice(count, r);
        State.Phases.CopyTo(waves);
        RowSum.Add(waves, _frequencies, r, _surfaceRows, surface);
        TensorPrimitives.Cos(waves, waves);
        TensorPrimitives.Multiply(waves, MathF.Sqrt(2f * State.SurfaceWeight / Math.Max(r, 1)), waves);
        for (var k = 0; k < r; k++)
            rows[count + k] = State.Idf.Length + k;
        features.Count = count + r;
    }

    public SparseMatrix Rows(IReadOnlyList<string> texts, ParallelOptions parallel)
    {
        var rows = new (int[] Columns, float[] Values)[texts.Count];
        Parallel.For(0, (texts.Count + RowsPerTask - 1) / RowsPerTask, parallel, task =>
        {
            var (counts, features) = (new TermCounts(Vocabulary), new KernelFeatures());
            for (var i = task * RowsPerTask; i < Math.Min((task + 1) * RowsPerTask, texts.Count); i++)
            {
                Read(texts[i], counts, features);
                rows[i] = (features.Rows.ToArray(), features.Values.ToArray());
            }
        });

        var starts = new int[texts.Count + 1];
        for (var i = 0; i < rows.Length; i++)
            starts[i + 1] = starts[i] + rows[i].Columns.Length;
        var columns = new int[starts[^1]];
        var values = new float[starts[^1]];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i].Columns.CopyTo(columns, starts[i]);
            rows[i].Values.CopyTo(values, starts[i]);
        }

        return new SparseMatrix(Dimension, starts, columns, values);
    }
}
