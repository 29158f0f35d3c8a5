namespace Eccos.QAServe;

/// <summary>How strictly a <see cref="MathematicsGrader"/> compares.</summary>
public sealed class MathematicsGraderOptions
{
    /// <summary>The relative difference up to which two values are the same.</summary>
    /// <value>
    /// 0 to 0.1; 1e-9 by default, which is rounding alone: 1.414 is not the square root of 2. Whole numbers are always compared exactly.
    /// </value>
    public double RelativeTolerance { get; set; } = 1e-9;

    internal void ThrowIfInvalid()
    {
        if (!(RelativeTolerance >= 0 && RelativeTolerance <= 0.1))
            throw new ArgumentOutOfRangeException(nameof(RelativeTolerance), RelativeTolerance, "The relative tolerance lies in [0, 0.1].");
    }
}
