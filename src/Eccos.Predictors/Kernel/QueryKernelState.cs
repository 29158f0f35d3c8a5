namespace Eccos.Predictors;

/// <summary>Everything that fitting a kernel yields.</summary>
/// <param name="Buckets">The hash bucket of each n-gram.</param>
/// <param name="Idf">Its inverse document frequency, ln((1 + n) / (1 + df)).</param>
/// <param name="Scaling">How surface features are standardised.</param>
/// <param name="Frequencies">R x F frequencies f_r, row after row.</param>
/// <param name="Phases">R phases phi_r.</param>
/// <param name="SurfaceWeight">c, the weight of the Gaussian beside the cosine.</param>
internal sealed record QueryKernelState(int[] Buckets, float[] Idf, SurfaceScaling Scaling, float[] Frequencies, float[] Phases, float SurfaceWeight);
