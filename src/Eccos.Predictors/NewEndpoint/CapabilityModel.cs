using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>What the history tells of how endpoints differ in capability, and the vector of one without history that follows from it.</summary>
internal sealed class CapabilityModel
{
    private readonly double[][] _features;
    private readonly double[][] _difficulties;

    /// <param name="logits">Out-of-sample logits of the history's queries x known endpoints, without what twins tell.</param>
    /// <param name="outcomes">Their outcomes; NaN where an endpoint was not asked.</param>
    /// <param name="twinned">The logits with what twins tell.</param>
    public CapabilityModel(QueryEndpointMatrix logits, QueryEndpointMatrix outcomes, QueryEndpointMatrix twinned)
    {
        Factors = new LogitFactors(logits);
        Difficulty = QueryDifficulty.Fit(logits, outcomes);
        _features = new double[logits.QueryCount][];
        _difficulties = new double[logits.QueryCount][];
        for (var i = 0; i < logits.QueryCount; i++)
            Difficulty.Posterior(logits.Row(i), outcomes.Row(i), _difficulties[i] = new double[Difficulty.Nodes.Length]);
        Twins = TwinFactor.Create(twinned, logits);
        var agreement = new OutcomeAgreement(logits, outcomes, Difficulty, _difficulties);
        Loadings = agreement.Loadings;
        Vectors = Join();
        for (var i = 0; i < logits.QueryCount; i++)
        {
            _features[i] = new double[Dimension];
            ReadFeatures(twinned.Row(i), logits.Row(i), _features[i]);
            _features[i][^1] = agreement.Scores[i] / Difficulty.Kappa;
        }
    }

    /// <summary>A model as it was fitted before.</summary>
    /// <param name="factors">What predicted logits have in common.</param>
    /// <param name="difficulty">How hard queries are beyond what their text tells.</param>
    /// <param name="twins">How endpoints differ in what twins tell of them; null where twins tell nothing.</param>
    /// <param name="loadings">lambda of each known endpoint, see <see cref="OutcomeAgreement"/>; empty for a model that does not have them.</param>
    /// <param name="features">The features of every query of the history.</param>
    /// <param name="difficulties">The probabilities of the nodes of e of every query of the history.</param>
    public CapabilityModel(LogitFactors factors, QueryDifficulty difficulty, TwinFactor? twins, double[] loadings, double[][] features, double[][] difficulties)
    {
        (Factors, Difficulty, Twins, Loadings, _features, _difficulties) = (factors, difficulty, twins, loadings, features, difficulties);
        Vectors = Join();
    }

    /// <summary>How endpoints differ in what twins tell of them; null where twins tell nothing, or where they are part of <see cref="Factors"/>.</summary>
    public TwinFactor? Twins { get; }

    /// <summary>lambda of each known endpoint; empty for a model that does not have them.</summary>
    public double[] Loadings { get; }

    /// <summary>(beta_j, alpha_j, gamma_j, eta_j, lambda_j) of each known endpoint, eta and lambda where there are any.</summary>
    public IReadOnlyList<double[]> Vectors { get; }

    /// <summary>Length of an endpoint's vector and of the features of a query of the history.</summary>
    public int Dimension => PredictedDimension + (Loadings.Length > 0 ? 1 : 0);

    /// <summary>Length of the features of a query to come: the last of a query of the history, u, nobody knows of it.</summary>
    public int PredictedDimension => Factors.Dimension + (Twins is null ? 0 : 1);

    /// <summary>The features (1, m_i - m, t_i, x_i, u_i / kappa) of every query of the history.</summary>
    public IReadOnlyList<double[]> Features => _features;

    /// <summary>The probabilities of the nodes of e of every query of the history, for saving.</summary>
    public IReadOnlyList<double[]> Difficulties => _difficulties;

    public LogitFactors Factors { get; }

    public QueryDifficulty Difficulty { get; }

    /// <summary>A probe on a query of the history.</summary>
    public ProbeEvidence Evidence(int i, double correct) => new(_features[i], _difficulties[i], correct);

    /// <summary>A probe on another query, of which nobody knows the difficulty beyond its text and who errs on it together.</summary>
    /// <param name="logits">The known endpoints' logits.</param>
    /// <param name="untwinned">The same without what the query's twin tells.</param>
    /// <param name="correct">The outcome.</param>
    public ProbeEvidence Evidence(ReadOnlySpan<double> logits, ReadOnlySpan<double> untwinned, double correct)
    {
        var features = new double[Dimension];
        ReadFeatures(logits, untwinned, features);
        return new ProbeEvidence(features, Difficulty.Prior.ToArray(), correct);
    }

    /// <summary>Writes the first <see cref="PredictedDimension"/> features of a query.</summary>
    public void ReadFeatures(ReadOnlySpan<double> logits, ReadOnlySpan<double> untwinned, Span<double> features)
    {
        Factors.Features(Twins is null ? logits : untwinned, features[..Factors.Dimension]);
        if (Twins is not null)
            features[Factors.Dimension] = Twins.Feature(logits, untwinned);
    }

    /// <summary>The vector's distribution before probes.</summary>
    /// <remarks>Facts do not foretell what a twin tells, whose sign turns on which of two answers an endpoint takes when in doubt: believed, they made estimates worse.</remarks>
    public EndpointVector Prior(IReadOnlyList<Endpoint> known, Endpoint endpoint) =>
        VectorPrior.Create(Vectors, EndpointComparison.Of(known, endpoint), Twins is null ? null : Factors.Dimension);

    /// <summary>The covariance of the vector of an endpoint of which not even facts are known.</summary>
    public Matrix<double> Spread() => VectorPrior.Create(Vectors, EndpointComparison.None(Vectors.Count + 1)).Covariance;

    public EndpointVector Posterior(EndpointVector prior, IReadOnlyList<ProbeEvidence> probes) => ItemResponse.Posterior(prior, probes, Difficulty);

    private double[][] Join() =>
        [.. Factors.Vectors.Select((vector, j) => (double[])[.. vector, .. Twins is null ? [] : Twins.Loadings[j..(j + 1)], .. Loadings.Length == 0 ? [] : Loadings[j..(j + 1)]])];
}
