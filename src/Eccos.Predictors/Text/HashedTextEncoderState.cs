namespace Eccos.Predictors;

/// <summary>Everything that fitting an encoder yields.</summary>
/// <param name="Buckets">The hash bucket of each n-gram of the vocabulary.</param>
/// <param name="Projection">One row per n-gram: its idf times its row of V S^(-whitening).</param>
/// <param name="Scaling">How surface features are standardised.</param>
internal sealed record HashedTextEncoderState(int[] Buckets, DenseMatrix Projection, SurfaceScaling Scaling)
{
    public int LatentDimensions => Projection.ColumnCount;
}
