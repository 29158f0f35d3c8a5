using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Eccos.Optimization;

/// <summary>The smoothed dual with one price for floor or budget and those of the endpoints, eight queries at once.</summary>
/// <remarks>One pass over the matrices per evaluation.</remarks>
internal sealed class SmoothedDual : ISmoothedDual
{
    private const int Lanes = ScaledProblem.Lanes;
    private readonly ScaledProblem _problem;
    private readonly double[] _mu;
    private readonly double[] _nu;
    private readonly double[] _p;
    private readonly double[] _usage;
    private readonly CurvatureSum _curvature;

    public SmoothedDual(ScaledProblem problem)
    {
        _problem = problem;
        Dimension = problem.Limits.Length;
        Gradient = new double[Dimension];
        _mu = new double[problem.M];
        _nu = new double[problem.M];
        _p = new double[problem.M * Lanes];
        _usage = new double[Dimension * Lanes];
        _curvature = new CurvatureSum(problem);
    }

    public int Dimension { get; }

    public int Queries => _problem.N;

    public double Bound { get; private set; }

    public double Value { get; private set; }

    public double[] Gradient { get; }

    public double FScale => _problem.FScale;

    public void Evaluate(ReadOnlySpan<double> y, double tau, ReadOnlySpan<bool> curved)
    {
        var (n, m) = (_problem.N, _problem.M);
        var lambda = Vector512.Create(_problem.G is null ? 0 : y[0]);
        for (var j = 0; j < m; j++)
        {
            _mu[j] = _problem.WorkloadRow[j] < 0 ? 0 : y[_problem.WorkloadRow[j]];
            _nu[j] = _problem.TokenRow[j] < 0 ? 0 : y[_problem.TokenRow[j]];
        }

        Array.Clear(_usage);
        _curvature.Start(curved);
        var tail = Vector512.LessThan(Vector512<double>.Indices, Vector512.Create(n - ((_problem.BlockCount - 1) * (double)Lanes)));
        var (minimum, logarithm, product) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.One);
        for (var block = 0; block < _problem.BlockCount; block++)
        {
            var mask = block == _problem.BlockCount - 1 ? tail : Vector512<double>.AllBitsSet;
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
            constant += y[k] * _problem.Limits[k];
            Gradient[k] = Sum(_usage, k) - _problem.Limits[k];
        }

        Bound = Vector512.Sum(minimum) - constant;
        Value = Vector512.Sum(minimum) - (tau * Vector512.Sum(logarithm)) - constant;
    }

    public double Curvature(int row, int column, double tau) => _curvature.Between(row, column) / tau;

    public double Unscale(double f) => _problem.Unscale(f);

    public double Scale(double f) => _problem.Scale(f);

    public void Unscale(ReadOnlySpan<double> y, DualPrices prices) => _problem.Unscale(y, prices);

    public void Scale(DualPrices prices, Span<double> y) => _problem.Scale(prices, y);

    internal static double Sum(double[] lanes, int index) => Vector512.Sum(Vector512.LoadUnsafe(ref lanes[index * Lanes]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> ReducedCosts(int block, Vector512<double> lambda)
    {
        var (m, f, g, t, p) = (_problem.M, _problem.F, _problem.G, _problem.T, _p);
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
        for (var j = 0; j < _problem.M; j++)
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
        var (m, g, t) = (_problem.M, _problem.G, _problem.T);
        ref var p = ref MemoryMarshal.GetArrayDataReference(_p);
        var meanG = Vector512<double>.Zero;
        var at = (nuint)(block * Lanes * m);
        for (var j = 0; j < m; j++, at += Lanes)
        {
            var pj = Vector512.LoadUnsafe(ref p, (nuint)(j * Lanes)) * normaliser;
            pj.StoreUnsafe(ref p, (nuint)(j * Lanes));
            if (g is not null)
                meanG += pj * Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(g), at);
            if (_problem.WorkloadRow[j] >= 0)
                AddTo(_usage, _problem.WorkloadRow[j], pj);
            if (t is not null && _problem.TokenRow[j] >= 0)
                AddTo(_usage, _problem.TokenRow[j], pj * Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(t), at));
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
