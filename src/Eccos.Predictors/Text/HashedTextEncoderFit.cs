namespace Eccos.Predictors;

/// <summary>Fits <see cref="HashedTextEncoder"/>: vocabulary, TF-IDF rows, singular value decomposition, scaling of the surface features.</summary>
internal static class HashedTextEncoderFit
{
    public static HashedTextEncoderState Fit(IReadOnlyList<string> texts, TextEncoderOptions options, ParallelOptions parallel)
    {
        var frequencies = new DocumentFrequencies(texts, parallel.CancellationToken);
        var buckets = frequencies.Select(options.MinimumDocumentFrequency, options.VocabularyLimit);
        var idf = Array.ConvertAll(buckets, bucket => MathF.Log((1f + texts.Count) / (1f + frequencies[bucket])));
        var (projection, r) = Project(TfIdf(texts, new Vocabulary(buckets), idf, parallel.CancellationToken), idf, options, parallel);
        return new HashedTextEncoderState(buckets, projection, r, Scaling(texts, options, parallel));
    }

    /// <summary>One row of TF-IDF weights per text, scaled to length 1.</summary>
    private static SparseMatrix TfIdf(IReadOnlyList<string> texts, Vocabulary vocabulary, float[] idf, CancellationToken cancellationToken)
    {
        var starts = new int[texts.Count + 1];
        var columns = new List<int>();
        var values = new List<float>();
        var counts = new TermCounts(vocabulary);
        for (var i = 0; i < texts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counts.Count(texts[i]);
            var norm = 0.0;
            foreach (var v in counts.Terms)
            {
                var x = TermFrequency.Weight(counts[v]) * idf[v];
                norm += (double)x * x;
            }

            var scale = norm > 0 ? (float)(1 / Math.Sqrt(norm)) : 0;
            foreach (var v in counts.Terms)
            {
                columns.Add(v);
                values.Add(TermFrequency.Weight(counts[v]) * idf[v] * scale);
            }

            starts[i + 1] = columns.Count;
        }

        return new SparseMatrix(vocabulary.Count, starts, [.. columns], [.. values]);
    }

    private static (DenseMatrix Projection, int LatentDimensions) Project(SparseMatrix a, float[] idf, TextEncoderOptions options, ParallelOptions parallel)
    {
        if (a.ColumnCount == 0)
            return (new DenseMatrix(0, 0), 0);
        var (v, s) = TruncatedSvd.Compute(a, options.LatentDimensions, options.Seed, parallel);
        var whitening = Array.ConvertAll(s, value => (float)Math.Pow(value, -options.Whitening));
        var projection = new DenseMatrix(v.RowCount, RowSum.Padded(s.Length));
        for (var i = 0; i < v.RowCount; i++)
        {
            for (var k = 0; k < s.Length; k++)
                projection.Row(i)[k] = v.Row(i)[k] * idf[i] * whitening[k];
        }

        return (projection, s.Length);
    }

    private static SurfaceScaling Scaling(IReadOnlyList<string> texts, TextEncoderOptions options, ParallelOptions parallel)
    {
        var features = new DenseMatrix(texts.Count, SurfaceFeatures.Count);
        Parallel.For(0, texts.Count, parallel, i => SurfaceFeatures.Extract(texts[i], features.Row(i)));
        return SurfaceScaling.Fit(features, options.SurfaceWeight);
    }
}
