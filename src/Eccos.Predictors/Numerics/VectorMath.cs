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
        ref var ys = ref MemoryMarshal.GetReference(y);
        ref var xs = ref MemoryMarshal.GetReference(x[..y.Length]);
        var whole = y.Length - (y.Length % Vector<float>.Count);
        for (var k = 0; k < whole; k += Vector<float>.Count)
            Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref xs, (nuint)k), Vector.LoadUnsafe(ref ys, (nuint)k)).StoreUnsafe(ref ys, (nuint)k);
        for (var k = whole; k < y.Length; k++)
            y[k] = MathF.FusedMultiplyAdd(a, x[k], y[k]);
    }

    /// <summary>y += a x.</summary>
    public static void AddScaled(Span<double> y, ReadOnlySpan<double> x, double a)
    {
        var factor = new Vector<double>(a);
        ref var ys = ref MemoryMarshal.GetReference(y);
        ref var xs = ref MemoryMarshal.GetReference(x[..y.Length]);
        var whole = y.Length - (y.Length % Vector<double>.Count);
        for (var k = 0; k < whole; k += Vector<double>.Count)
            Vector.FusedMultiplyAdd(factor, Vector.LoadUnsafe(ref xs, (nuint)k), Vector.LoadUnsafe(ref ys, (nuint)k)).StoreUnsafe(ref ys, (nuint)k);
        for (var k = whole; k < y.Length; k++)
            y[k] = Math.FusedMultiplyAdd(a, x[k], y[k]);
    }

    /// <summary>Scales a vector to length 1; one of length 0 stays as it is.</summary>
    public static void Normalize(Span<float> x)
    {
        var norm = 0.0;
        foreach (var value in x)
            norm += (double)value * value;
        var scale = 1 / Math.Sqrt(norm);
        if (scale <= float.MaxValue)
        {
            TensorPrimitives.Multiply(x, (float)scale, x);
        }
        else if (norm > 0)
        {
            foreach (ref var value in x)
                value = (float)(value * scale);
        }
    }

    /// <summary>exp(x_k) / sum_l exp(x_l) in place, whatever the size of the logits.</summary>
    public static void Softmax(Span<float> x)
    {
        // Within this, no exponential overflows, and they are not all 0.
        const float Far = 64;
        var most = x.IsEmpty ? 0 : TensorPrimitives.Max<float>(x);
        if (Math.Abs(most) > Far)
            TensorPrimitives.Subtract(x, most, x);
        TensorPrimitives.SoftMax<float>(x, x);
    }
}
