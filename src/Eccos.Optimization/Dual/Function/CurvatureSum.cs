using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Eccos.Optimization;

/// <summary>
/// sum_i Cov_p(v_i), the curvature of the smoothed dual times tau, over chosen rows. With q = p_ij times what x_ij takes of the row:
/// <code>
/// rows k, l of different endpoints   -sum_i q_k q_l
/// row k with itself                   sum_i q_k (v_k - q_k)
/// row k and the workload of its endpoint   sum_i q_k (1 - p_ij)
/// lambda with row k of endpoint j     sum_i q_k (g_ij - sum_l p_il g_il)
/// lambda with itself                  sum_ij p_ij (g_ij - sum_l p_il g_il)^2
/// </code>
/// </summary>
internal sealed class CurvatureSum
{
    private const int Lanes = ScaledMatrices.Lanes;
    private readonly ScaledProblem _problem;
    private readonly ScaledMatrices _matrices;
    private readonly int[] _place;
    private readonly int[] _endpoint;
    private readonly RowKind[] _kind;
    private readonly int[] _partner;
    private readonly double[] _q;
    private double[] _sum = [];
    private bool _hasLambda;
    private int _count;

    public CurvatureSum(ScaledProblem problem)
    {
        (_problem, _matrices) = (problem, problem.Matrices);
        var k = problem.Limits.Length;
        (_place, _endpoint, _partner, _kind) = (new int[k], new int[k + 1], new int[k + 1], new RowKind[k + 1]);
        _q = new double[(k + 1) * Lanes];
    }

    /// <summary>Chooses the rows and sets the sum to 0.</summary>
    public void Start(ReadOnlySpan<bool> rows)
    {
        Array.Fill(_place, -1);
        _count = 1;
        _hasLambda = _matrices.G is not null && rows[0];
        if (_matrices.G is not null)
            _place[0] = _hasLambda ? 0 : -1;
        for (var j = 0; j < _matrices.M; j++)
            Choose(_problem.WorkloadRow[j], j, RowKind.Workload, rows);
        for (var j = 0; j < _matrices.M; j++)
            Choose(_problem.LeastRow[j], j, RowKind.LeastLoad, rows);
        for (var j = 0; j < _matrices.M; j++)
            Choose(_problem.TokenRow[j], j, RowKind.Tokens, rows);

        // Few of many rows are free at a time.
        var length = _count * (_count + 1) / 2 * Lanes;
        if (_sum.Length < length)
            _sum = new double[Math.Min(2 * length, (_place.Length + 1) * (_place.Length + 2) / 2 * Lanes)];
        _sum.AsSpan(0, length).Clear();
    }

    /// <summary>Adds the covariances of one block.</summary>
    public void Add(int block, double[] probabilities, Vector512<double> meanG)
    {
        if (_count == 1 && !_hasLambda)
            return;
        ref var p = ref MemoryMarshal.GetArrayDataReference(probabilities);
        ref var q = ref MemoryMarshal.GetArrayDataReference(_q);
        ref var sum = ref MemoryMarshal.GetArrayDataReference(_sum);
        var start = block * Lanes * _matrices.M;
        if (_hasLambda)
        {
            ref var g = ref _matrices.G![start];
            var variance = Vector512.LoadUnsafe(ref sum);
            for (var j = 0; j < _matrices.M; j++)
            {
                var deviation = Vector512.LoadUnsafe(ref g, (nuint)(j * Lanes)) - meanG;
                variance = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref p, (nuint)(j * Lanes)) * deviation, deviation, variance);
            }

            variance.StoreUnsafe(ref sum);
        }

        for (var a = 1; a < _count; a++)
        {
            var at = (nuint)(start + (_endpoint[a] * Lanes));
            var v = _kind[a] switch
            {
                RowKind.Workload => Vector512<double>.One,
                RowKind.LeastLoad => -Vector512<double>.One,
                _ => Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_matrices.T!), at),
            };
            var qa = Vector512.LoadUnsafe(ref p, (nuint)(_endpoint[a] * Lanes)) * v;
            qa.StoreUnsafe(ref q, (nuint)(a * Lanes));
            ref var row = ref _sum[a * (a + 1) / 2 * Lanes];
            if (_hasLambda)
                AddTo(ref row, 0, qa, Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_matrices.G!), at) - meanG);
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

    private void Choose(int row, int endpoint, RowKind kind, ReadOnlySpan<bool> rows)
    {
        if (row < 0 || !rows[row])
            return;
        var workload = _problem.WorkloadRow[endpoint];
        (_place[row], _endpoint[_count], _kind[_count]) = (_count, endpoint, kind);
        _partner[_count++] = kind != RowKind.Workload && workload >= 0 && _place[workload] > 0 ? _place[workload] : 0;
    }

    private enum RowKind
    {
        Workload,
        LeastLoad,
        Tokens,
    }

    private static void AddTo(ref double row, int column, Vector512<double> a, Vector512<double> b)
    {
        var place = (nuint)(column * Lanes);
        Vector512.FusedMultiplyAdd(a, b, Vector512.LoadUnsafe(ref row, place)).StoreUnsafe(ref row, place);
    }
}
