using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Eccos.Optimization;

/// <summary>
/// sum_i Cov_p(v_i), the curvature of the smoothed dual times tau, over chosen rows. With q = p_ij times what x_ij takes of the row:
/// <code>
/// rows k, l of different endpoints   -sum_i q_k q_l
/// row k with itself                   sum_i q_k (v_k - q_k)
/// lambda with row k of endpoint j     sum_i q_k (g_ij - sum_l p_il g_il)
/// lambda with itself                  sum_ij p_ij (g_ij - sum_l p_il g_il)^2
/// </code>
/// </summary>
internal sealed class CurvatureSum
{
    private const int Lanes = ScaledProblem.Lanes;
    private readonly ScaledProblem _problem;
    private readonly int[] _place;
    private readonly int[] _endpoint;
    private readonly bool[] _isToken;
    private readonly int[] _partner;
    private readonly double[] _q;
    private readonly double[] _sum;
    private bool _hasLambda;
    private int _count;

    public CurvatureSum(ScaledProblem problem)
    {
        _problem = problem;
        var k = problem.Limits.Length;
        (_place, _endpoint, _partner, _isToken) = (new int[k], new int[k + 1], new int[k + 1], new bool[k + 1]);
        _q = new double[(k + 1) * Lanes];
        _sum = new double[(k + 1) * (k + 2) / 2 * Lanes];
    }

    /// <summary>Chooses the rows and sets the sum to 0.</summary>
    public void Start(ReadOnlySpan<bool> rows)
    {
        Array.Fill(_place, -1);
        _count = 1;
        _hasLambda = _problem.G is not null && rows[0];
        if (_problem.G is not null)
            _place[0] = _hasLambda ? 0 : -1;
        for (var j = 0; j < _problem.M; j++)
            Choose(_problem.WorkloadRow[j], j, isToken: false, rows);
        for (var j = 0; j < _problem.M; j++)
            Choose(_problem.TokenRow[j], j, isToken: true, rows);
        _sum.AsSpan(0, _count * (_count + 1) / 2 * Lanes).Clear();
    }

    /// <summary>Adds the covariances of one block.</summary>
    public void Add(int block, double[] probabilities, Vector512<double> meanG)
    {
        if (_count == 1 && !_hasLambda)
            return;
        ref var p = ref MemoryMarshal.GetArrayDataReference(probabilities);
        ref var q = ref MemoryMarshal.GetArrayDataReference(_q);
        ref var sum = ref MemoryMarshal.GetArrayDataReference(_sum);
        var start = block * Lanes * _problem.M;
        if (_hasLambda)
        {
            ref var g = ref _problem.G![start];
            var variance = Vector512.LoadUnsafe(ref sum);
            for (var j = 0; j < _problem.M; j++)
            {
                var deviation = Vector512.LoadUnsafe(ref g, (nuint)(j * Lanes)) - meanG;
                variance = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref p, (nuint)(j * Lanes)) * deviation, deviation, variance);
            }

            variance.StoreUnsafe(ref sum);
        }

        for (var a = 1; a < _count; a++)
        {
            var at = (nuint)(start + (_endpoint[a] * Lanes));
            var v = _isToken[a] ? Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_problem.T!), at) : Vector512<double>.One;
            var qa = Vector512.LoadUnsafe(ref p, (nuint)(_endpoint[a] * Lanes)) * v;
            qa.StoreUnsafe(ref q, (nuint)(a * Lanes));
            ref var row = ref _sum[a * (a + 1) / 2 * Lanes];
            if (_hasLambda)
                AddTo(ref row, 0, qa, Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_problem.G!), at) - meanG);
            for (var b = 1; b < a; b++)
                AddTo(ref row, b, qa, -Vector512.LoadUnsafe(ref q, (nuint)(b * Lanes)));
            AddTo(ref row, a, qa, v - qa);
            if (_partner[a] > 0)
                AddTo(ref row, _partner[a], qa, Vector512<double>.One);
        }
    }

    /// <summary>The sum between two of the chosen rows.</summary>
    public double Between(int row, int column)
    {
        var (a, b) = (_place[row], _place[column]);
        if (a < b)
            (a, b) = (b, a);
        return SmoothedDual.Sum(_sum, (a * (a + 1) / 2) + b);
    }

    private void Choose(int row, int endpoint, bool isToken, ReadOnlySpan<bool> rows)
    {
        if (row < 0 || !rows[row])
            return;
        var workload = _problem.WorkloadRow[endpoint];
        (_place[row], _endpoint[_count], _isToken[_count]) = (_count, endpoint, isToken);
        _partner[_count++] = isToken && workload >= 0 && _place[workload] > 0 ? _place[workload] : 0;
    }

    private static void AddTo(ref double row, int column, Vector512<double> a, Vector512<double> b)
    {
        var place = (nuint)(column * Lanes);
        Vector512.FusedMultiplyAdd(a, b, Vector512.LoadUnsafe(ref row, place)).StoreUnsafe(ref row, place);
    }
}
