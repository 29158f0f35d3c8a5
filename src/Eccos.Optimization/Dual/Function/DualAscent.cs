namespace Eccos.Optimization;

/// <summary>
/// Maximises the smoothed dual over y at least 0 by projected Newton steps while the temperature falls (Bertsekas, "Projected Newton
/// methods for optimization problems with simple constraints", SIAM J. Control Optim. 20, 1982):
/// <code>
/// free rows: y_k above 0 or rising     (C + ridge) d = gradient on the free rows     y := max(0, y + s d)
/// </code>
/// It ends when what smoothing costs, D - D_tau, no longer matters. The best unsmoothed bound and its prices are kept.
/// </summary>
internal sealed class DualAscent
{
    private const double FirstTemperature = 0.3;
    private const double LastTemperature = 1e-9;
    private const double Cooling = 0.2;
    private const int StepsPerTemperature = 12;
    private const int FinalSteps = 6;

    /// <summary>No price on the scale here comes near it; products of given ones that are higher may be beyond all numbers.</summary>
    private const double HighestPrice = 1e100;

    private readonly ISmoothedDual _dual;
    private readonly NewtonStep _newton;
    private readonly bool[] _free;
    private readonly bool[] _curved;
    private readonly double[] _trial;
    private readonly double[] _at;

    public DualAscent(ISmoothedDual dual)
    {
        _dual = dual;
        _newton = new NewtonStep(dual);
        _free = new bool[dual.Dimension];
        _curved = new bool[dual.Dimension];
        _trial = new double[dual.Dimension];
        _at = new double[dual.Dimension];
        BestPrices = new double[dual.Dimension];
    }

    /// <summary>The prices at the end, or those of <see cref="BestBound"/> where that is better by more than the precision.</summary>
    public double[] BestPrices { get; }

    /// <summary>The highest unsmoothed bound seen.</summary>
    public double BestBound { get; private set; } = double.NegativeInfinity;

    /// <summary>The temperature reached.</summary>
    public double Temperature { get; private set; }

    /// <summary>The evaluations of the dual.</summary>
    public int Evaluations { get; private set; }

    /// <summary>The matrix entries that were gone through, what surrounds the evaluations counted as ten of them.</summary>
    /// <param name="form">What it was the dual of.</param>
    public long WorkOn(LagrangianForm form) => (Evaluations + 10L) * form.M * (form.N + ScaledMatrices.Lanes);

    /// <summary>Maximises.</summary>
    /// <param name="start">The prices to start from.</param>
    /// <param name="temperature">The first temperature, or 0 for the usual one.</param>
    /// <param name="precision">How close to its maximum the bound is wanted, as a function of the bound.</param>
    /// <param name="enough">A bound above which no more is wanted.</param>
    /// <param name="isTimeUp">Ends the work early.</param>
    public void Maximise(
        ReadOnlySpan<double> start, double temperature, Func<double, double> precision, double enough, Func<bool> isTimeUp)
    {
        (BestBound, Evaluations) = (double.NegativeInfinity, 0);
        for (var k = 0; k < _at.Length; k++)
            _at[k] = Math.Min(start[k], HighestPrice);

        // Rows that have a price already are those that will; others join where they rise.
        for (var k = 0; k < _curved.Length; k++)
            _curved[k] = temperature <= 0 || start[k] > 0;
        for (var tau = temperature > 0 ? temperature : FirstTemperature; tau >= LastTemperature; tau *= Cooling)
        {
            Temperature = tau;
            Evaluate(_at);
            if (Evaluations == 1 && _dual.Bound < 0)
                tau = StartFromNone();
            Climb(StepsPerTemperature, 0.05, enough, isTimeUp);
            if (BestBound > enough || isTimeUp())
                return;
            if (_dual.Bound - _dual.Value > precision(BestBound))
                continue;

            // The soft assignment is to be rounded: let it use the limits to about a query.
            Climb(FinalSteps, 1e-4 / _dual.Queries, enough, isTimeUp);
            if (_dual.Bound >= BestBound - precision(BestBound))
                _at.CopyTo(BestPrices, 0);
            return;
        }
    }

    /// <summary>
    /// Prices that bound less than none, at which D(0) = 0 on the scale here, are from another world, such as a batch that could hardly keep its floor: at a low
    /// temperature Newton's method finds no way back from them.
    /// </summary>
    /// <returns>The temperature.</returns>
    private double StartFromNone()
    {
        Array.Clear(_at);
        Array.Fill(_curved, true);
        Temperature = FirstTemperature;
        Evaluate(_at);
        return FirstTemperature;
    }

    private void Climb(int steps, double part, double enough, Func<bool> isTimeUp)
    {
        for (var step = 0; step < steps && BestBound <= enough && !isTimeUp(); step++)
        {
            if (!Step(part))
                return;
        }
    }

    private bool Step(double part)
    {
        // The curvature at hand is that of the rows which were free at the last point; others join with the next evaluation.
        var (free, joins) = (false, false);
        for (var k = 0; k < _free.Length; k++)
        {
            var rises = _at[k] > 0 || _dual.Gradient[k] > 0;
            joins |= rises && !_curved[k];
            free |= _free[k] = rises && _curved[k];
            _curved[k] = rises;
        }

        var (value, rise) = (_dual.Value, free ? _newton.Solve(_at, _free, Temperature) : 0);
        if (rise <= (part * (_dual.Bound - _dual.Value)) + (1e-13 * Math.Abs(value)))
        {
            if (joins)
                Evaluate(_at);
            return joins;
        }

        for (var s = 1.0; s > 1e-4; s *= s > 0.3 ? 0.5 : 0.2)
        {
            var predicted = 0.0;
            for (var k = 0; k < _trial.Length; k++)
            {
                _trial[k] = Math.Max(0, _at[k] + (s * _newton.Direction[k]));
                predicted += _newton.GradientAt[k] * (_trial[k] - _at[k]);
            }

            Evaluate(_trial);
            if (_dual.Value >= value + (1e-4 * predicted))
            {
                _trial.CopyTo(_at, 0);
                return true;
            }
        }

        Evaluate(_at);
        return false;
    }

    private void Evaluate(ReadOnlySpan<double> y)
    {
        Evaluations++;
        _dual.Evaluate(y, Temperature, _curved);
        if (_dual.Bound > BestBound)
        {
            BestBound = _dual.Bound;
            y.CopyTo(BestPrices);
        }
    }
}
