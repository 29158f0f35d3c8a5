namespace Eccos.Predictors;

/// <summary>Everything that fitting an encoder yields.</summary>
/// <param name="Buckets">The hash bucket of each n-gram of the vocabulary.</param>
/// <param name="Projection">One row per n-gram: its idf times its row of V S^(-whitening), padded with zeros to whole vectors.</param>
/// <param name="LatentDimensions">The columns of <paramref name="Projection"/> before the padding.</param>
/// <param name="Scaling">How surface features are standardised.</param>
internal sealed record HashedTextEncoderState(int[] Buckets, DenseMatrix Projection, int LatentDimensions, SurfaceScaling Scaling);
