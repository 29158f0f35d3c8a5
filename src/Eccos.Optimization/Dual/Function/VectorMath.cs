using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Eccos.Optimization;

/// <summary>
/// exp(x) for x at most 0: x = k ln 2 + r with |r| at most ln 2 / 2, exp(r) by its Taylor polynomial of degree 11 (relative error below
/// 1e-14), times 2^k. Every step is one defined operation, so that the result does not depend on the machine.
/// </summary>
internal static class VectorMath
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693145751953125;
    private const double Ln2Low = 1.42860682030941723212e-6;

    /// <summary>1.5 x 2^52: what is added to it is rounded to a whole number, which its lowest bits hold.</summary>
    private const double Shift = 6755399441055744;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ExpOfNonPositive(Vector512<double> x)
    {
        // Without registers of 512 bits the halves are computed one after another, with the same operations and results.
        if (!Vector512.IsHardwareAccelerated)
            return Vector512.Create(ExpOfNonPositive(x.GetLower()), ExpOfNonPositive(x.GetUpper()));

        // exp(-700) is 1e-304: 0 for every use here, and the exponent field cannot underflow.
        x = Vector512.Max(x, Vector512.Create(-700.0));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(Shift));
        var k = shifted - Vector512.Create(Shift);
        var r = Fma(k, -Ln2Low, Fma(k, -Ln2High, x));
        var p = Vector512.Create(1.0 / 39916800);
        p = Fma(p, r, 1.0 / 3628800);
        p = Fma(p, r, 1.0 / 362880);
        p = Fma(p, r, 1.0 / 40320);
        p = Fma(p, r, 1.0 / 5040);
        p = Fma(p, r, 1.0 / 720);
        p = Fma(p, r, 1.0 / 120);
        p = Fma(p, r, 1.0 / 24);
        p = Fma(p, r, 1.0 / 6);
        p = Fma(p, r, 0.5);
        p = Fma(p, r, 1);
        p = Fma(p, r, 1);
        return (p.AsInt64() + Vector512.ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ExpOfNonPositive(Vector256<double> x)
    {
        // exp(-700) is 1e-304: 0 for every use here, and the exponent field cannot underflow.
        x = Vector256.Max(x, Vector256.Create(-700.0));
        var shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(Log2E), Vector256.Create(Shift));
        var k = shifted - Vector256.Create(Shift);
        var r = Fma(k, -Ln2Low, Fma(k, -Ln2High, x));
        var p = Vector256.Create(1.0 / 39916800);
        p = Fma(p, r, 1.0 / 3628800);
        p = Fma(p, r, 1.0 / 362880);
        p = Fma(p, r, 1.0 / 40320);
        p = Fma(p, r, 1.0 / 5040);
        p = Fma(p, r, 1.0 / 720);
        p = Fma(p, r, 1.0 / 120);
        p = Fma(p, r, 1.0 / 24);
        p = Fma(p, r, 1.0 / 6);
        p = Fma(p, r, 0.5);
        p = Fma(p, r, 1);
        p = Fma(p, r, 1);
        return (p.AsInt64() + Vector256.ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fma(Vector512<double> a, Vector512<double> b, double c) => Vector512.FusedMultiplyAdd(a, b, Vector512.Create(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fma(Vector512<double> a, double b, Vector512<double> c) => Vector512.FusedMultiplyAdd(a, Vector512.Create(b), c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, double c) => Vector256.FusedMultiplyAdd(a, b, Vector256.Create(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Vector256<double> a, double b, Vector256<double> c) => Vector256.FusedMultiplyAdd(a, Vector256.Create(b), c);
}
