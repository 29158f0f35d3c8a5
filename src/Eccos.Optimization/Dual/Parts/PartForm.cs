using System.Buffers;

namespace Eccos.Optimization;

/// <summary>
/// One <see cref="Part"/> at a time as a form of its own: its limits and options, its regrets, and its dual. The matrices are there once for all parts.
/// </summary>
/// <remarks>For forms with at most one side row, over all queries, and without limits on tokens.</remarks>
internal sealed class PartForm : IDisposable
{
    private readonly LagrangianForm _root;
    private readonly double[] _f;
    private readonly double[] _regrets;
    private readonly ScaledProblem _scaled;
    private readonly DualAscent _ascent;
    private readonly double[] _y;
    private readonly List<(int Query, int Endpoint, double Scaled)> _closed = [];
    private Part? _shown;

    /// <param name="root">The form of the whole.</param>
    /// <param name="matrices">Its matrices on the scale of the dual, in which the options that a part avoids are closed.</param>
    public PartForm(LagrangianForm root, ScaledMatrices matrices)
    {
        _root = root;
        _f = ArrayPool<double>.Shared.Rent(root.N * root.M);
        _regrets = ArrayPool<double>.Shared.Rent(root.N * root.M);
        root.F.CopyTo(_f, 0);
        Form = new LagrangianForm(root.N, root.M, root.Sides, _f) { Ceiling = root.Ceiling, SmallestScale = root.SmallestScale, AbsoluteGap = root.AbsoluteGap };
        Scan = new RegretScan(Form, _regrets);
        _scaled = new ScaledProblem(Form, matrices, limitsAllLoads: true);
        _ascent = new DualAscent(new SmoothedDual(_scaled));
        _y = new double[_scaled.Limits.Length];
    }

    /// <summary>The part that was shown last.</summary>
    public LagrangianForm Form { get; }

    /// <summary>Its regrets at its prices.</summary>
    public RegretScan Scan { get; }

    /// <summary>The matrix entries that were gone through.</summary>
    public long Work { get; private set; }

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_f);
        ArrayPool<double>.Shared.Return(_regrets);
    }

    /// <summary>Brings <see cref="Form"/> and <see cref="Scan"/> to a part.</summary>
    public void Show(Part part)
    {
        if (ReferenceEquals(part, _shown))
            return;
        Restrict(part);
        Scan.Run(part.Prices);
        Work += _root.F.Length;
    }

    /// <summary>Finds the prices of a part, and shows it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="start">The prices to start from.</param>
    /// <param name="incumbent">Tells how exact the bound is to be, and above which bound no more is wanted.</param>
    /// <param name="isTimeUp">Ends the work early.</param>
    public void Maximise(Part part, DualPrices start, Incumbent incumbent, Func<bool> isTimeUp)
    {
        Restrict(part);
        _scaled.Scale(start, _y);
        _ascent.Maximise(_y, 0.01, Precision, _scaled.Scale(incumbent.Cutoff), isTimeUp);
        Work += _ascent.WorkOn(_root);
        _scaled.Unscale(_ascent.BestPrices, part.Prices);
        part.Temperature = _ascent.Temperature * _scaled.Matrices.FScale;
        Scan.Run(part.Prices);
        part.AtPrices = Scan.Bound;

        double Precision(double bound)
        {
            var f = _scaled.Unscale(bound);
            return Math.Min(0.1 * incumbent.AllowedGap(f), 0.5 * Math.Abs(f) / _root.N) / _scaled.Matrices.FScale;
        }
    }

    private void Restrict(Part part)
    {
        foreach (var (i, j, scaled) in _closed)
            (_f[(i * _root.M) + j], _scaled.Matrices.F[_scaled.Matrices.Index(i, j)]) = (_root.F[(i * _root.M) + j], scaled);
        _closed.Clear();
        foreach (var choice in part.Choices)
        {
            for (var j = 0; j < _root.M; j++)
            {
                if (!choice.Allows(j))
                    Close(choice.Query, j);
            }
        }

        part.Least.CopyTo(Form.LeastLoads, 0);
        part.Most.CopyTo(Form.WorkloadLimits, 0);
        _scaled.TakeLoads();
        _shown = part;
    }

    private void Close(int i, int j)
    {
        ref var f = ref _f[(i * _root.M) + j];
        if (double.IsPositiveInfinity(f))
            return;
        ref var scaled = ref _scaled.Matrices.F[_scaled.Matrices.Index(i, j)];
        _closed.Add((i, j, scaled));
        (f, scaled) = (double.PositiveInfinity, double.PositiveInfinity);
    }
}
