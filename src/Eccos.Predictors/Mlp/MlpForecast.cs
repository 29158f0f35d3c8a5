namespace Eccos.Predictors;

/// <summary>
/// One query's answer from the ensemble of K networks:
/// <code>
/// logit_ij  = temperature * mean_k logit_k,ij          a_ij = sigmoid(logit_ij)
/// z_ij      = sum_t mean_k p_k,ij(t) * mean z of bucket t
/// error_ij^2 = variance_k(sigmoid(temperature * logit_k,ij)) + rho a_ij (1 - a_ij)
/// </code>
/// </summary>
internal sealed class MlpForecast
{
    private readonly MlpModel _model;
    private readonly float[] _logits;
    private readonly float[] _scratch;

    public MlpForecast(MlpModel model)
    {
        _model = model;
        _logits = new float[model.Networks.Length * model.EndpointCount];
        _scratch = new float[model.Ensemble.ScratchLength];
    }

    /// <param name="x">The query's features as encoded; standardised in place.</param>
    /// <param name="logits">M logits.</param>
    /// <param name="spread">M standard deviations of the networks' probabilities.</param>
    /// <param name="z">M expected log amounts; empty when none are wanted.</param>
    public void Predict(Span<float> x, Span<double> logits, Span<double> spread, Span<double> z)
    {
        _model.Scaling.Apply(x);
        var m = _model.EndpointCount;
        var k = _model.Networks.Length;
        _model.Ensemble.Predict(x, _logits, z, _scratch);
        for (var j = 0; j < m; j++)
        {
            double sum = 0, probabilities = 0, squares = 0;
            for (var n = 0; n < k; n++)
            {
                var logit = _model.Temperature * _logits[(n * m) + j];
                var p = Logistic.Sigmoid(logit);
                sum += logit;
                probabilities += p;
                squares += p * p;
            }

            logits[j] = sum / k;
            spread[j] = Math.Sqrt(Math.Max((squares / k) - (probabilities / k * (probabilities / k)), 0));
        }

        for (var j = 0; j < z.Length; j++)
            z[j] /= k;
    }
}
