namespace Eccos.Experiments.Metrics;

/// <summary>
/// Scores probabilities q against labels y in [0, 1]: log-loss -mean(y ln q + (1 - y) ln(1 - q)), Brier score mean((q - y)^2), and expected
/// calibration error sum_b |sum_(b) (q - y)| / n over 15 bins b of equal width (Naeini et al. 2015).
/// </summary>
/// <remarks>q is kept within [1e-6, 1 - 1e-6], so that one certain and wrong prediction does not make the whole infinite.</remarks>
internal sealed class PredictionScorer
{
    private const int Bins = 15;
    private const double Least = 1e-6;
    private readonly double[] _excess = new double[Bins];
    private double _logLoss;
    private double _brier;
    private int _n;

    public void Add(double probability, double label)
    {
        var q = Math.Clamp(probability, Least, 1 - Least);
        _logLoss -= (label * Math.Log(q)) + ((1 - label) * Math.Log(1 - q));
        _brier += (q - label) * (q - label);
        _excess[Math.Min((int)(q * Bins), Bins - 1)] += q - label;
        _n++;
    }

    public PredictionScore Score() => _n == 0
        ? new PredictionScore(0, null, null, null)
        : new PredictionScore(_n, _logLoss / _n, _brier / _n, _excess.Sum(Math.Abs) / _n);
}
