namespace Eccos.QAServe;

/// <summary>How strictly a <see cref="NumericGrader"/> compares.</summary>
public sealed class NumericGraderOptions
{
    /// <summary>The relative difference up to which a number is the reference, where that is not whole.</summary>
    /// <value>0 to 0.1; 1e-4 by default. Whole references are always compared exactly.</value>
    public double RelativeTolerance { get; set; } = 1e-4;

    internal void ThrowIfInvalid()
    {
        if (!(RelativeTolerance >= 0 && RelativeTolerance <= 0.1))
            throw new ArgumentOutOfRangeException(nameof(RelativeTolerance), RelativeTolerance, "The relative tolerance lies in [0, 0.1].");
    }
}
