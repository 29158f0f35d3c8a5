using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Eccos.Optimization;

/// <summary>The smoothed dual with one price for floor or budget and those of the endpoints, eight queries at once.</summary>
/// <remarks>One pass over the matrices per evaluation.</remarks>
internal sealed class SmoothedDual : ISmoothedDual
{
    private const int Lanes = ScaledMatrices.Lanes;
    private readonly ScaledMatrices _matrices;
    private readonly double[] _mu;
    private readonly double[] _nu;
    private readonly double[] _p;
    private readonly double[] _usage;
    private readonly CurvatureSum _curvature;

    public SmoothedDual(ScaledProblem problem)
    {
        (Problem, _matrices) = (problem, problem.Matrices);
        Dimension = problem.Limits.Length;
        Gradient = new double[Dimension];
        _mu = new double[_matrices.M];
        _nu = new double[_matrices.M];
        _p = new double[_matrices.M * Lanes];
        _usage = new double[Dimension * Lanes];
        _curvature = new CurvatureSum(problem);
    }

    /// <summary>What it is the dual of.</summary>
    public ScaledProblem Problem { get; }

    public int Dimension { get; }

    public int Queries => _matrices.N;

    public double Bound { get; private set; }

    public double Value { get; private set; }

    public double[] Gradient { get; }

    public double FScale => _matrices.FScale;

    public void Dispose() => _matrices.Dispose();

    public void Evaluate(ReadOnlySpan<double> y, double tau, ReadOnlySpan<bool> curved)
    {
        var (n, m) = (_matrices.N, _matrices.M);
        var lambda = Vector512.Create(_matrices.G is null ? 0 : y[0]);
        for (var j = 0; j < m; j++)
        {
            _mu[j] = ScaledProblem.At(y, Problem.WorkloadRow[j]) - ScaledProblem.At(y, Problem.LeastRow[j]);
            _nu[j] = ScaledProblem.At(y, Problem.TokenRow[j]);
        }

        Array.Clear(_usage);
        _curvature.Start(curved);
        var tail = Vector512.LessThan(Vector512<double>.Indices, Vector512.Create(n - ((_matrices.BlockCount - 1) * (double)Lanes)));
        var (minimum, logarithm, product) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.One);
        for (var block = 0; block < _matrices.BlockCount; block++)
        {
            var mask = block == _matrices.BlockCount - 1 ? tail : Vector512<double>.AllBitsSet;
            var least = ReducedCosts(block, lambda);
            var sum = SoftMinimum(least, 1 / tau);
            minimum += Vector512.ConditionalSelect(mask, least, Vector512<double>.Zero);
            product *= Vector512.ConditionalSelect(mask, sum, Vector512<double>.One);
            if (block % 16 == 15)
            {
                logarithm += Vector512.Log(product);
                product = Vector512<double>.One;
            }

            var meanG = AddUsage(block, Vector512.ConditionalSelect(mask, Vector512<double>.One / sum, Vector512<double>.Zero));

            // A query that is all at one endpoint has no covariance.
            if (Vector512.GreaterThanAny(sum, Vector512.Create(1 + 1e-13)))
                _curvature.Add(block, _p, meanG);
        }

        logarithm += Vector512.Log(product);
        var constant = 0.0;
        for (var k = 0; k < Dimension; k++)
        {
            constant += y[k] * Problem.Limits[k];
            Gradient[k] = Sum(_usage, k) - Problem.Limits[k];
        }

        Bound = Vector512.Sum(minimum) - constant;
        Value = Vector512.Sum(minimum) - (tau * Vector512.Sum(logarithm)) - constant;
    }

    public double Curvature(int row, int column, double tau) => _curvature.Between(row, column) / tau;

    public double Unscale(double f) => Problem.Unscale(f);

    public double Scale(double f) => Problem.Scale(f);

    public void Unscale(ReadOnlySpan<double> y, DualPrices prices) => Problem.Unscale(y, prices);

    public void Scale(DualPrices prices, Span<double> y) => Problem.Scale(prices, y);

    internal static double Sum(double[] lanes, int index) => Vector512.Sum(Vector512.LoadUnsafe(ref lanes[index * Lanes]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> ReducedCosts(int block, Vector512<double> lambda)
    {
        var (m, f, g, t, p) = (_matrices.M, _matrices.F, _matrices.G, _matrices.T, _p);
        var least = Vector512.Create(double.PositiveInfinity);
        var at = (nuint)(block * Lanes * m);
        for (var j = 0; j < m; j++, at += Lanes)
        {
            var r = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(f), at) + Vector512.Create(_mu[j]);
            if (g is not null)
                r += lambda * Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(g), at);
            if (t is not null)
                r += Vector512.Create(_nu[j]) * Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(t), at);
            r.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(p), (nuint)(j * Lanes));
            least = Vector512.Min(least, r);
        }

        return least;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> SoftMinimum(Vector512<double> least, double inverseTau)
    {
        ref var p = ref MemoryMarshal.GetArrayDataReference(_p);
        var scale = Vector512.Create(inverseTau);
        var sum = Vector512<double>.Zero;
        for (var j = 0; j < _matrices.M; j++)
        {
            var e = VectorMath.ExpOfNonPositive((least - Vector512.LoadUnsafe(ref p, (nuint)(j * Lanes))) * scale);
            e.StoreUnsafe(ref p, (nuint)(j * Lanes));
            sum += e;
        }

        return sum;
    }

    /// <summary>Turns the exponentials into p_ij, adds what they use of every limit, and gives sum_j p_ij g_ij.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> AddUsage(int block, Vector512<double> normaliser)
    {
        var (m, g, t) = (_matrices.M, _matrices.G, _matrices.T);
        ref var p = ref MemoryMarshal.GetArrayDataReference(_p);
        var meanG = Vector512<double>.Zero;
        var at = (nuint)(block * Lanes * m);
        for (var j = 0; j < m; j++, at += Lanes)
        {
            var pj = Vector512.LoadUnsafe(ref p, (nuint)(j * Lanes)) * normaliser;
            pj.StoreUnsafe(ref p, (nuint)(j * Lanes));
            if (g is not null)
                meanG += pj * Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(g), at);
            if (Problem.WorkloadRow[j] >= 0)
                AddTo(_usage, Problem.WorkloadRow[j], pj);
            if (Problem.LeastRow[j] >= 0)
                AddTo(_usage, Problem.LeastRow[j], -pj);
            if (t is not null && Problem.TokenRow[j] >= 0)
                AddTo(_usage, Problem.TokenRow[j], pj * Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(t), at));
        }

        if (g is not null)
            AddTo(_usage, 0, meanG);
        return meanG;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(double[] lanes, int index, Vector512<double> value)
    {
        ref var place = ref lanes[index * Lanes];
        (Vector512.LoadUnsafe(ref place) + value).StoreUnsafe(ref place);
    }
}
