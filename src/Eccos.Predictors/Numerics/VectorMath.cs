using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Eccos.Predictors;

/// <summary>The few vector operations of the predictors' inner loops, each with one order of additions.</summary>
internal static class VectorMath
{
    /// <summary>y += a x.</summary>
    public static void AddScaled(Span<float> y, ReadOnlySpan<float> x, float a)
    {
        var factor = new Vector<float>(a);
        var ys = MemoryMarshal.Cast<float, Vector<float>>(y);
        var xs = MemoryMarshal.Cast<float, Vector<float>>(x[..y.Length]);
        for (var k = 0; k < ys.Length; k++)
            ys[k] = Vector.FusedMultiplyAdd(factor, xs[k], ys[k]);
        for (var k = ys.Length * Vector<float>.Count; k < y.Length; k++)
            y[k] = MathF.FusedMultiplyAdd(a, x[k], y[k]);
    }

    /// <summary>y += a x.</summary>
    public static void AddScaled(Span<double> y, ReadOnlySpan<double> x, double a)
    {
        var factor = new Vector<double>(a);
        var ys = MemoryMarshal.Cast<double, Vector<double>>(y);
        var xs = MemoryMarshal.Cast<double, Vector<double>>(x[..y.Length]);
        for (var k = 0; k < ys.Length; k++)
            ys[k] = Vector.FusedMultiplyAdd(factor, xs[k], ys[k]);
        for (var k = ys.Length * Vector<double>.Count; k < y.Length; k++)
            y[k] = Math.FusedMultiplyAdd(a, x[k], y[k]);
    }

    /// <summary>Scales a vector to length 1; one of length 0 stays as it is.</summary>
    public static void Normalize(Span<float> x)
    {
        var norm = 0.0;
        foreach (var value in x)
            norm += (double)value * value;
        if (norm > 0)
            TensorPrimitives.Multiply(x, (float)(1 / Math.Sqrt(norm)), x);
    }
}
