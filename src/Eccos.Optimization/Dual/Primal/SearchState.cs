namespace Eccos.Optimization;

/// <summary>An assignment under change, with what it uses of every limit.</summary>
internal sealed class SearchState
{
    private readonly double[] _gUnit;
    private readonly double[] _tUnit;

    public SearchState(LagrangianForm form, ReadOnlySpan<int> start)
    {
        Form = form;
        X = start.ToArray();
        G = new double[form.Sides.Length];
        Count = new int[form.M];
        Tokens = new double[form.M];
        _tUnit = new double[form.M];
        for (var i = 0; i < form.N; i++)
        {
            var j = X[i];
            F += form.F[(i * form.M) + j];
            Count[j]++;
            Tokens[j] += form.TOf(i, j);
        }

        for (var k = 0; k < G.Length; k++)
        {
            var (g, queries) = (form.Sides[k].G, form.Sides[k].Queries);
            for (var at = 0; at < g.Length / form.M; at++)
                G[k] += g[(at * form.M) + X[queries?[at] ?? at]];
        }

        // A violation counts in units of one average query, so that slots, quality and tokens can be weighed against each other.
        _gUnit = Array.ConvertAll(form.Sides, side => side.Unit(form.M));
        for (var j = 0; j < form.M; j++)
            _tUnit[j] = double.IsFinite(form.TokenLimits[j]) ? Math.Max(Math.Max(form.TokenLimits[j], Tokens[j]), double.Epsilon) / form.N : 1;
    }

    public LagrangianForm Form { get; }

    /// <summary>The endpoint of each query.</summary>
    public int[] X { get; }

    /// <summary>sum_ij f_ij x_ij.</summary>
    public double F { get; private set; }

    /// <summary>sum_ij g_kij x_ij of every side row.</summary>
    public double[] G { get; }

    /// <summary>Queries at each endpoint.</summary>
    public int[] Count { get; }

    /// <summary>Tokens at each endpoint.</summary>
    public double[] Tokens { get; }

    /// <summary>By how much the limits are broken in all; 0 when none is.</summary>
    public double Violation
    {
        get
        {
            var sum = 0.0;
            for (var k = 0; k < G.Length; k++)
                sum += SideViolation(k, G[k]);
            for (var j = 0; j < Form.M; j++)
                sum += CountViolation(j, Count[j]) + TokenViolation(j, Tokens[j]);
            return sum;
        }
    }

    public double SideViolation(int k, double g) => g > Form.Sides[k].Limit ? (g - Form.Sides[k].Limit) / _gUnit[k] : 0;

    public double CountViolation(int j, int count) => Math.Max(0, count - Form.WorkloadLimits[j]) + Math.Max(0, Form.LeastLoads[j] - count);

    public double TokenViolation(int j, double tokens) => tokens > Form.TokenLimits[j] ? (tokens - Form.TokenLimits[j]) / _tUnit[j] : 0;

    /// <summary>The change of the first side row when a query moves; 0 when there is none.</summary>
    public double FirstSideChange(int i, int from, int to) => Form.IsPlain && G.Length > 0
        ? Form.Sides[0].G[(i * Form.M) + to] - Form.Sides[0].G[(i * Form.M) + from]
        : 0;

    public void Move(int i, int j)
    {
        var from = X[i];
        F += Form.F[(i * Form.M) + j] - Form.F[(i * Form.M) + from];
        if (Form.IsPlain)
        {
            if (G.Length > 0)
                G[0] += FirstSideChange(i, from, j);
        }
        else
        {
            foreach (var (row, at) in Form.SidesOf(i))
                G[row] += Form.Sides[row].G[at + j] - Form.Sides[row].G[at + from];
        }

        Count[from]--;
        Count[j]++;
        Tokens[from] -= Form.TOf(i, from);
        Tokens[j] += Form.TOf(i, j);
        X[i] = j;
    }
}
