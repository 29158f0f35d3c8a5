using Eccos.Experiments.Files;
using Eccos.Experiments.Records;

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
    private readonly Dictionary<string, List<(double Q, bool Success)>> _ranked = new(StringComparer.Ordinal);
    private double _logLoss;
    private double _brier;
    private int _n;

    /// <summary>Scores predictions and, over the same pairs, the means of the endpoints; null where none are known.</summary>
    public static (PredictionScore Predictor, PredictionScore? EndpointMean) Score(IEnumerable<PredictionLine> lines, Labels labels, EndpointMeans? means)
    {
        var (predictor, endpointMean) = (new PredictionScorer(), new PredictionScorer());
        foreach (var line in lines)
        {
            if (labels.Find(line.QueryId, line.Model) is not { } output)
                continue;
            predictor.Add(line.Model, line.Success, output.Correct);
            if (means?.SuccessOf(line.Model) is { } mean)
                endpointMean.Add(line.Model, mean, output.Correct);
        }

        return (predictor.Score(), means is null ? null : endpointMean.Score());
    }

    public void Add(string endpoint, double probability, double label)
    {
        var q = Math.Clamp(probability, Least, 1 - Least);
        _logLoss -= (label * Math.Log(q)) + ((1 - label) * Math.Log(1 - q));
        _brier += (q - label) * (q - label);
        _excess[Math.Min((int)(q * Bins), Bins - 1)] += q - label;
        _n++;
        if (!_ranked.TryGetValue(endpoint, out var ranked))
            _ranked[endpoint] = ranked = [];
        ranked.Add((q, label >= 0.5));
    }

    public PredictionScore Score()
    {
        if (_n == 0)
            return new PredictionScore(0, null, null, null, null);
        var auc = _ranked.Values.Select(RocCurve.Area).OfType<double>().DefaultIfEmpty(double.NaN).Average();
        return new PredictionScore(_n, _logLoss / _n, _brier / _n, double.IsNaN(auc) ? null : auc, _excess.Sum(Math.Abs) / _n);
    }
}
