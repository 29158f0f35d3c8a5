using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Eccos.Optimization;

/// <summary>Arithmetic on rows whose length is a multiple of <see cref="ScaledMatrices.Lanes"/>; sums are taken in the same order on every machine.</summary>
internal static class RowMath
{
    private const int Lanes = ScaledMatrices.Lanes;

    public static void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> sum)
    {
        for (var j = 0; j < sum.Length; j += Lanes)
            (At(a, j) + At(b, j)).StoreUnsafe(ref MemoryMarshal.GetReference(sum), (nuint)j);
    }

    public static void Multiply(ReadOnlySpan<double> a, double b, Span<double> product)
    {
        for (var j = 0; j < product.Length; j += Lanes)
            (At(a, j) * Vector512.Create(b)).StoreUnsafe(ref MemoryMarshal.GetReference(product), (nuint)j);
    }

    /// <summary>a b + c.</summary>
    public static void MultiplyAdd(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c, Span<double> result)
    {
        for (var j = 0; j < result.Length; j += Lanes)
            Vector512.FusedMultiplyAdd(At(a, j), At(b, j), At(c, j)).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)j);
    }

    /// <summary>a b + c.</summary>
    public static void MultiplyAdd(ReadOnlySpan<double> a, double b, ReadOnlySpan<double> c, Span<double> result)
    {
        for (var j = 0; j < result.Length; j += Lanes)
            Vector512.FusedMultiplyAdd(At(a, j), Vector512.Create(b), At(c, j)).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)j);
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = Vector512<double>.Zero;
        for (var j = 0; j < a.Length; j += Lanes)
            sum = Vector512.FusedMultiplyAdd(At(a, j), At(b, j), sum);
        return Vector512.Sum(sum);
    }

    public static double Min(ReadOnlySpan<double> a)
    {
        var least = Vector512.Create(double.PositiveInfinity);
        for (var j = 0; j < a.Length; j += Lanes)
            least = Vector512.Min(least, At(a, j));
        var min = double.PositiveInfinity;
        for (var lane = 0; lane < Lanes; lane++)
            min = Math.Min(min, least[lane]);
        return min;
    }

    private static Vector512<double> At(ReadOnlySpan<double> row, int j) => Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(row), (nuint)j);
}
