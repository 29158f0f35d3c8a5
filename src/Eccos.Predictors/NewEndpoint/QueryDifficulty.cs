namespace Eccos.Predictors;

/// <summary>
/// How hard a query is beyond what its text tells: with z_ij the logit of the text's prediction, an item response model gives
/// <code>
/// P(y_ij = 1 | e_i) = sigmoid(kappa z_ij + e_i),   e_i ~ N(0, s^2),   kappa = sqrt(1 + pi s^2 / 8)
/// </code>
/// so that the prediction is the mean over e_i. s is fitted by maximum likelihood to the outcomes of all endpoints, and what the known
/// endpoints made of a query turns N(0, s^2) into a sharper posterior: a probe that nobody solves says little of who fails on it.
/// (R. D. Bock, M. Aitkin, "Marginal maximum likelihood estimation of item parameters", Psychometrika 46, 1981.)
/// </summary>
internal sealed class QueryDifficulty
{
    /// <summary>The number of <see cref="Nodes"/>.</summary>
    public const int NodeCount = 25;

    private const double NodeRange = 4;

    /// <summary>The values of s that are tried; the likelihood is flat between them.</summary>
    private static readonly double[] _candidates = [0.05, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

    private readonly double[] _prior;

    /// <param name="s">The standard deviation of e.</param>
    public QueryDifficulty(double s)
    {
        S = s;
        Kappa = Logistic.Widening(s * s);
        Nodes = new double[NodeCount];
        _prior = new double[NodeCount];
        for (var g = 0; g < NodeCount; g++)
        {
            var x = NodeRange * ((2.0 * g / (NodeCount - 1)) - 1);
            Nodes[g] = s * x;
            _prior[g] = Math.Exp(-x * x / 2);
        }

        var sum = _prior.Sum();
        for (var g = 0; g < NodeCount; g++)
            _prior[g] /= sum;
    }

    /// <summary>s.</summary>
    public double S { get; }

    /// <summary>kappa.</summary>
    public double Kappa { get; }

    /// <summary>The values of e that the distribution is kept at.</summary>
    public double[] Nodes { get; }

    /// <summary>The probabilities of the nodes for a query of which nobody's outcome is known.</summary>
    public ReadOnlySpan<double> Prior => _prior;

    /// <summary>The mean of e under probabilities of the nodes.</summary>
    public double Mean(ReadOnlySpan<double> weights)
    {
        var mean = 0.0;
        for (var g = 0; g < NodeCount; g++)
            mean += weights[g] * Nodes[g];
        return mean;
    }

    public static QueryDifficulty Fit(QueryEndpointMatrix logits, QueryEndpointMatrix outcomes)
    {
        QueryDifficulty? best = null;
        var bestLikelihood = double.NegativeInfinity;
        foreach (var s in _candidates)
        {
            var difficulty = new QueryDifficulty(s);
            var weights = new double[NodeCount];
            var likelihood = 0.0;
            for (var i = 0; i < logits.QueryCount; i++)
                likelihood += difficulty.Posterior(logits.Row(i), outcomes.Row(i), weights);
            if (likelihood > bestLikelihood)
                (best, bestLikelihood) = (difficulty, likelihood);
        }

        return best!;
    }

    /// <summary>The probabilities of the nodes, given what the known endpoints made of a query.</summary>
    /// <returns>The logarithm of the outcomes' marginal likelihood.</returns>
    public double Posterior(ReadOnlySpan<double> logits, ReadOnlySpan<double> outcomes, Span<double> weights)
    {
        for (var g = 0; g < NodeCount; g++)
        {
            var logWeight = Math.Log(_prior[g]);
            for (var j = 0; j < logits.Length; j++)
            {
                if (double.IsNaN(outcomes[j]))
                    continue;
                var z = (Kappa * logits[j]) + Nodes[g];
                logWeight += (outcomes[j] * z) - Softplus(z);
            }

            weights[g] = logWeight;
        }

        var greatest = double.NegativeInfinity;
        foreach (var weight in weights)
            greatest = Math.Max(greatest, weight);
        var sum = 0.0;
        for (var g = 0; g < NodeCount; g++)
            sum += weights[g] = Math.Exp(weights[g] - greatest);
        for (var g = 0; g < NodeCount; g++)
            weights[g] /= sum;
        return greatest + Math.Log(sum);
    }

    /// <summary>The success probability of an endpoint given what all others made of a query, where the nodes' probabilities were learned from its own outcome too.</summary>
    /// <param name="weights">The probabilities of the nodes.</param>
    /// <param name="logit">The endpoint's logit by the text.</param>
    /// <param name="outcome">Its own outcome, which is taken out.</param>
    public double ExpectedByOthers(ReadOnlySpan<double> weights, double logit, double outcome)
    {
        double sum = 0, expected = 0;
        for (var g = 0; g < NodeCount; g++)
        {
            var z = (Kappa * logit) + Nodes[g];
            var weight = weights[g] * Math.Exp(Softplus(z) - (outcome * z));
            sum += weight;
            expected += weight * Logistic.Sigmoid(z);
        }

        return expected / sum;
    }

    private static double Softplus(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
}
