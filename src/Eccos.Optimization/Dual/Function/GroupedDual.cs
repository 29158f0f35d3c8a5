using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Eccos.Optimization;

/// <summary>The smoothed dual with any number of side rows over any queries, and least loads; one query at a time, its endpoints side by side.</summary>
/// <remarks>Rows of y: the side rows, then the workloads, the least loads and the tokens of the endpoints that have them.</remarks>
internal sealed class GroupedDual : ISmoothedDual
{
    private readonly GroupedScale _scale;
    private readonly GroupedCurvature _curvature;
    private readonly double[] _price;
    private readonly double[] _tokenPrice;
    private readonly double[] _p;
    private readonly double[] _load;
    private readonly double[] _tokens;

    public GroupedDual(LagrangianForm form)
    {
        _scale = new GroupedScale(form);
        _curvature = new GroupedCurvature(_scale);
        Dimension = _scale.Limits.Length;
        Gradient = new double[Dimension];
        var width = _scale.Width;
        (_price, _tokenPrice, _p, _load, _tokens) = (new double[width], new double[width], new double[width], new double[width], new double[width]);
    }

    public int Dimension { get; }

    public int Queries => _scale.Form.N;

    public double Bound { get; private set; }

    public double Value { get; private set; }

    public double[] Gradient { get; }

    public double FScale => _scale.FScale;

    public void Dispose() => _scale.Dispose();

    public void Evaluate(ReadOnlySpan<double> y, double tau, ReadOnlySpan<bool> curved)
    {
        _scale.PricesOfEndpoints(y, _price, _tokenPrice);
        Array.Clear(Gradient);
        Array.Clear(_load);
        Array.Clear(_tokens);
        _curvature.Clear();
        var (minimum, logarithm, product) = (0.0, 0.0, 1.0);
        for (var i = 0; i < _scale.Form.N; i++)
        {
            var least = ReducedCosts(i, y);
            var sum = SoftMinimum(least, 1 / tau);
            minimum += least;
            product *= sum;
            if (i % 16 == 15)
            {
                logarithm += Math.Log(product);
                product = 1;
            }

            AddUsage(i, 1 / sum);

            // A query that is all at one endpoint has no covariance.
            if (sum > 1 + 1e-13)
                _curvature.Add(i, _p);
        }

        logarithm += Math.Log(product);
        _scale.UsageOfEndpoints(_load, _tokens, Gradient);
        var constant = 0.0;
        for (var k = 0; k < Dimension; k++)
        {
            constant += y[k] * _scale.Limits[k];
            Gradient[k] -= _scale.Limits[k];
        }

        Bound = minimum - constant;
        Value = minimum - (tau * logarithm) - constant;
    }

    public double Curvature(int row, int column, double tau) => _curvature.Between(row, column) / tau;

    public double Unscale(double f) => _scale.Unscale(f);

    public double Scale(double f) => _scale.Scale(f);

    public void Unscale(ReadOnlySpan<double> y, DualPrices prices) => _scale.Unscale(y, prices);

    public void Scale(DualPrices prices, Span<double> y) => _scale.Scale(prices, y);

    private double ReducedCosts(int i, ReadOnlySpan<double> y)
    {
        var width = _scale.Width;
        var r = _p.AsSpan();
        RowMath.Add(_scale.F.AsSpan(i * width, width), _price, r);
        if (_scale.T.Length > 0)
            RowMath.MultiplyAdd(_scale.T.AsSpan(i * width, width), _tokenPrice, r, r);
        foreach (var (row, at) in _scale.SidesOf(i))
        {
            if (y[row] != 0)
                RowMath.MultiplyAdd(_scale.G[row].AsSpan(at, width), y[row], r, r);
        }

        return RowMath.Min(r);
    }

    private double SoftMinimum(double least, double inverseTau)
    {
        ref var p = ref MemoryMarshal.GetArrayDataReference(_p);
        var sum = Vector512<double>.Zero;
        for (var j = 0; j < _p.Length; j += ScaledMatrices.Lanes)
        {
            var e = VectorMath.ExpOfNonPositive((Vector512.Create(least) - Vector512.LoadUnsafe(ref p, (nuint)j)) * Vector512.Create(inverseTau));
            e.StoreUnsafe(ref p, (nuint)j);
            sum += e;
        }

        return Vector512.Sum(sum);
    }

    private void AddUsage(int i, double normaliser)
    {
        var width = _scale.Width;
        var p = _p.AsSpan();
        RowMath.Multiply(p, normaliser, p);
        RowMath.Add(_load, p, _load);
        if (_scale.T.Length > 0)
            RowMath.MultiplyAdd(_scale.T.AsSpan(i * width, width), p, _tokens, _tokens);
        foreach (var (row, at) in _scale.SidesOf(i))
            Gradient[row] += RowMath.Dot(_scale.G[row].AsSpan(at, width), p);
    }
}
