namespace Eccos.Optimization;

/// <summary>
/// Every goal as one minimisation, in the problem's own units:
/// <code>
/// minimise    sum_ij f_ij x_ij                 see <see cref="GoalFunction"/>
/// subject to  sum_j x_ij = 1
///             sum_ij g_kij x_ij at most G_k    floors with g = -a, budgets with g = c, of the batch and of groups
///             l_j at most sum_i x_ij at most L_j
///             sum_ij t_ij x_ij at most T_j
/// </code>
/// The limit on the goal itself (a budget on the least cost, a floor on the best quality) does not shape the assignment: it only decides
/// whether the best one is good enough, and is kept apart as <see cref="Ceiling"/>.
/// </summary>
/// <remarks>Built by <see cref="LagrangianFormBuilder"/>. Immutable. Limits carry the rounding that <see cref="Tolerance"/> allows.</remarks>
internal sealed class LagrangianForm
{
    private readonly SideIndex? _index;
    private double? _highestF;

    public LagrangianForm(int n, int m, SideRow[] sides, double[] f)
    {
        (N, M, Sides, F) = (n, m, sides, f);
        (WorkloadLimits, LeastLoads, TokenLimits) = (new int[m], new int[m], new double[m]);
        Array.Fill(WorkloadLimits, int.MaxValue);
        Array.Fill(TokenLimits, double.PositiveInfinity);
        IsPlain = sides is [] or [{ Queries: null }];
        _index = IsPlain ? null : new SideIndex(sides, n, m);
    }

    public int N { get; }

    /// <summary>M, with the place of deferred queries where there is one.</summary>
    public int M { get; }

    /// <summary>f_ij, row after row; infinite where not eligible.</summary>
    public double[] F { get; }

    public SideRow[] Sides { get; }

    /// <summary>Whether there is at most one side row, and it counts every query.</summary>
    public bool IsPlain { get; }

    /// <summary>t_ij, row after row; empty when no tokens are limited.</summary>
    public double[] T { get; init; } = [];

    /// <summary>The most sum_ij f_ij x_ij may be; infinite when the goal has no limit of its own.</summary>
    public double Ceiling { get; init; } = double.PositiveInfinity;

    /// <summary>What a gap is measured against where f is smaller.</summary>
    public double SmallestScale { get; init; }

    /// <summary>A gap that is small enough however small f is: less than 1 where f counts queries.</summary>
    public double AbsoluteGap { get; init; }

    /// <summary>L_j; <see cref="int.MaxValue"/> where it cannot bind.</summary>
    public int[] WorkloadLimits { get; }

    /// <summary>l_j; 0 where there is none.</summary>
    public int[] LeastLoads { get; }

    /// <summary>T_j; infinite where there is none.</summary>
    public double[] TokenLimits { get; }

    /// <summary>sum_i max_j f_ij or the ceiling, whichever is lower: no feasible assignment lies above it.</summary>
    public double HighestF => _highestF ??= ComputeHighestF();

    public bool HasQueryWithoutEndpoint
    {
        get
        {
            for (var i = 0; i < N; i++)
            {
                if (F.AsSpan(i * M, M).IndexOfAnyExcept(double.PositiveInfinity) < 0)
                    return true;
            }

            return false;
        }
    }

    public bool HasTokenLimits => T.Length > 0;

    /// <summary>Whether an endpoint has a least load.</summary>
    public bool HasLeastLoads => LeastLoads.AsSpan().ContainsAnyExcept(0);

    /// <summary>The side rows of a query.</summary>
    public ReadOnlySpan<SideEntry> SidesOf(int i) => _index!.Of(i);

    /// <summary>t_ij, 0 without token limits.</summary>
    public double TOf(int i, int j) => T.Length > 0 ? T[(i * M) + j] : 0;

    private double ComputeHighestF()
    {
        var sum = 0.0;
        for (var i = 0; i < N; i++)
        {
            var highest = double.NegativeInfinity;
            for (var j = 0; j < M; j++)
            {
                var f = F[(i * M) + j];
                highest = double.IsFinite(f) && f > highest ? f : highest;
            }

            sum += highest;
        }

        return Math.Min(Ceiling, sum + (Tolerance.Feasibility * Math.Abs(sum)));
    }
}
