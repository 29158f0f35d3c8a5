namespace Eccos.Optimization;

/// <summary>An assignment under change, with what it uses of every limit.</summary>
internal sealed class SearchState
{
    private readonly double _gUnit;
    private readonly double[] _tUnit;

    public SearchState(LagrangianForm form, ReadOnlySpan<int> start)
    {
        Form = form;
        X = start.ToArray();
        Count = new int[form.M];
        Tokens = new double[form.M];
        _tUnit = new double[form.M];
        for (var i = 0; i < form.N; i++)
        {
            var j = X[i];
            F += form.F[(i * form.M) + j];
            G += form.GOf(i, j);
            Count[j]++;
            Tokens[j] += form.TOf(i, j);
        }

        // A violation counts in units of one average query, so that slots, quality and tokens can be weighed against each other.
        _gUnit = form.HasSideLimit ? Math.Max(Math.Abs(form.SideLimit), double.Epsilon) / form.N : 1;
        for (var j = 0; j < form.M; j++)
            _tUnit[j] = double.IsFinite(form.TokenLimits[j]) ? Math.Max(Math.Max(form.TokenLimits[j], Tokens[j]), double.Epsilon) / form.N : 1;
    }

    public LagrangianForm Form { get; }

    /// <summary>The endpoint of each query.</summary>
    public int[] X { get; }

    /// <summary>sum_ij f_ij x_ij.</summary>
    public double F { get; private set; }

    /// <summary>sum_ij g_ij x_ij.</summary>
    public double G { get; private set; }

    /// <summary>Queries at each endpoint.</summary>
    public int[] Count { get; }

    /// <summary>Tokens at each endpoint.</summary>
    public double[] Tokens { get; }

    /// <summary>By how much the limits are broken in all; 0 when none is.</summary>
    public double Violation
    {
        get
        {
            var sum = SideViolation(G);
            for (var j = 0; j < Form.M; j++)
                sum += CountViolation(j, Count[j]) + TokenViolation(j, Tokens[j]);
            return sum;
        }
    }

    public double SideViolation(double g) => g > Form.SideLimit ? (g - Form.SideLimit) / _gUnit : 0;

    public double CountViolation(int j, int count) => Math.Max(0, count - Form.WorkloadLimits[j]);

    public double TokenViolation(int j, double tokens) => tokens > Form.TokenLimits[j] ? (tokens - Form.TokenLimits[j]) / _tUnit[j] : 0;

    public void Move(int i, int j)
    {
        var from = X[i];
        F += Form.F[(i * Form.M) + j] - Form.F[(i * Form.M) + from];
        G += Form.GOf(i, j) - Form.GOf(i, from);
        Count[from]--;
        Count[j]++;
        Tokens[from] -= Form.TOf(i, from);
        Tokens[j] += Form.TOf(i, j);
        X[i] = j;
    }
}
