namespace Eccos.Predictors;

/// <summary>How the range of answer lengths is cut into the buckets of the length head.</summary>
public enum LengthEdges
{
    /// <summary>Equally many training answers fall into each bucket. The default.</summary>
    Quantiles,

    /// <summary>Buckets of equal width, as in ECCOS (arXiv 2502.20576).</summary>
    EqualWidth,
}
