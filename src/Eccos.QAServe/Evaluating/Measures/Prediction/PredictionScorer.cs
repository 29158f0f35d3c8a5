namespace Eccos.QAServe;

/// <summary>
/// Scores probabilities q against labels y in [0, 1]: log-loss -mean(y ln q + (1 - y) ln(1 - q)), Brier score mean((q - y)^2), and expected
/// calibration error sum_b |sum_(b) (q - y)| / n over 15 bins b of equal width (Naeini et al. 2015).
/// </summary>
/// <remarks>
/// q is kept within [1e-6, 1 - 1e-6], so that one certain and wrong prediction does not make the whole infinite. Not safe for concurrent use.
/// </remarks>
public sealed class PredictionScorer
{
    private const int BinCount = 15;
    private const double Least = 1e-6;
    private readonly (int Pairs, double Predicted, double Observed)[] _bins = new (int, double, double)[BinCount];
    private readonly double[] _excess = new double[BinCount];
    private readonly Dictionary<string, List<(double Q, bool Success)>> _ranked = new(StringComparer.Ordinal);
    private double _logLoss;
    private double _brier;
    private int _n;

    /// <summary>The pairs so far, by their predicted success.</summary>
    public IReadOnlyList<CalibrationBin> Bins =>
    [
        .. _bins.Select((bin, b) => new CalibrationBin(
            (double)b / BinCount,
            (b + 1.0) / BinCount,
            bin.Pairs,
            bin.Pairs > 0 ? bin.Predicted / bin.Pairs : null,
            bin.Pairs > 0 ? bin.Observed / bin.Pairs : null)),
    ];

    /// <summary>Adds a pair.</summary>
    /// <param name="endpoint">The endpoint's name; ranks are compared within it.</param>
    /// <param name="probability">q, 0 to 1.</param>
    /// <param name="label">y, 0 to 1.</param>
    public void Add(string endpoint, double probability, double label)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var q = Math.Clamp(probability, Least, 1 - Least);
        _logLoss -= (label * Math.Log(q)) + ((1 - label) * Math.Log(1 - q));
        _brier += (q - label) * (q - label);
        var b = Math.Min((int)(q * BinCount), BinCount - 1);
        _excess[b] += q - label;
        _bins[b] = (_bins[b].Pairs + 1, _bins[b].Predicted + q, _bins[b].Observed + label);
        _n++;
        if (!_ranked.TryGetValue(endpoint, out var ranked))
            _ranked[endpoint] = ranked = [];
        ranked.Add((q, label >= 0.5));
    }

    /// <summary>The scores of the pairs so far.</summary>
    /// <returns>The scores.</returns>
    public PredictionScore Score()
    {
        if (_n == 0)
            return new PredictionScore(0, null, null, null, null);
        var auc = _ranked.Values.Select(RocCurve.Area).OfType<double>().DefaultIfEmpty(double.NaN).Average();
        return new PredictionScore(_n, _logLoss / _n, _brier / _n, double.IsNaN(auc) ? null : auc, _excess.Sum(Math.Abs) / _n);
    }
}
