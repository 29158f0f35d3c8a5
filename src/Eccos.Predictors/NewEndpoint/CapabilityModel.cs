using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>What the history tells of how endpoints differ in capability, and the vector of one without history that follows from it.</summary>
internal sealed class CapabilityModel
{
    private readonly double[][] _features;
    private readonly double[][] _difficulties;

    /// <param name="logits">Out-of-sample logits of the history's queries x known endpoints.</param>
    /// <param name="outcomes">Their outcomes; NaN where an endpoint was not asked.</param>
    /// <param name="difficulty">How hard queries are beyond what their text tells; null to fit it.</param>
    public CapabilityModel(QueryEndpointMatrix logits, QueryEndpointMatrix outcomes, QueryDifficulty? difficulty = null)
    {
        Factors = new LogitFactors(logits);
        Difficulty = difficulty ?? QueryDifficulty.Fit(logits, outcomes);
        _features = new double[logits.QueryCount][];
        _difficulties = new double[logits.QueryCount][];
        for (var i = 0; i < logits.QueryCount; i++)
            Difficulty.Posterior(logits.Row(i), outcomes.Row(i), _difficulties[i] = new double[Difficulty.Nodes.Length]);
        var agreement = new OutcomeAgreement(logits, outcomes, Difficulty, _difficulties);
        Loadings = agreement.Loadings;
        Vectors = Join(Factors.Vectors, Loadings);
        for (var i = 0; i < logits.QueryCount; i++)
        {
            _features[i] = new double[Dimension];
            Factors.Features(logits.Row(i), _features[i].AsSpan(0, Factors.Dimension));
            _features[i][^1] = agreement.Scores[i] / Difficulty.Kappa;
        }
    }

    /// <summary>A model as it was fitted before.</summary>
    /// <param name="factors">What predicted logits have in common.</param>
    /// <param name="difficulty">How hard queries are beyond what their text tells.</param>
    /// <param name="loadings">lambda of each known endpoint, see <see cref="OutcomeAgreement"/>; empty for a model that does not have them.</param>
    /// <param name="features">The features of every query of the history.</param>
    /// <param name="difficulties">The probabilities of the nodes of e of every query of the history.</param>
    public CapabilityModel(LogitFactors factors, QueryDifficulty difficulty, double[] loadings, double[][] features, double[][] difficulties)
    {
        (Factors, Difficulty, Loadings, _features, _difficulties) = (factors, difficulty, loadings, features, difficulties);
        Vectors = Join(factors.Vectors, loadings);
    }

    /// <summary>lambda of each known endpoint; empty for a model that does not have them.</summary>
    public double[] Loadings { get; }

    /// <summary>(beta_j, alpha_j, gamma_j, lambda_j) of each known endpoint.</summary>
    public IReadOnlyList<double[]> Vectors { get; }

    /// <summary>Length of an endpoint's vector and of the features of a query of the history; those of a query to come lack the last, u, which nobody knows.</summary>
    public int Dimension => Vectors[0].Length;

    /// <summary>The features (1, m_i - m, t_i, u_i / kappa) of every query of the history.</summary>
    public IReadOnlyList<double[]> Features => _features;

    /// <summary>The probabilities of the nodes of e of every query of the history, for saving.</summary>
    public IReadOnlyList<double[]> Difficulties => _difficulties;

    public LogitFactors Factors { get; }

    public QueryDifficulty Difficulty { get; }

    /// <summary>A probe on a query of the history.</summary>
    public ProbeEvidence Evidence(int i, double correct) => new(_features[i], _difficulties[i], correct);

    /// <summary>A probe on another query, of which nobody knows the difficulty beyond its text and who errs on it together.</summary>
    public ProbeEvidence Evidence(ReadOnlySpan<double> logits, double correct)
    {
        var features = new double[Dimension];
        Factors.Features(logits, features.AsSpan(0, Factors.Dimension));
        return new ProbeEvidence(features, Difficulty.Prior.ToArray(), correct);
    }

    /// <summary>The vector's distribution before probes.</summary>
    public EndpointVector Prior(IReadOnlyList<Endpoint> known, Endpoint endpoint) => VectorPrior.Create(Vectors, EndpointFacts.Table(known, endpoint));

    /// <summary>The covariance of the known endpoints' vectors, component by component.</summary>
    public Matrix<double> Spread() => Matrix<double>.Build.DenseOfDiagonalArray(VectorPrior.Variances(Vectors));

    public EndpointVector Posterior(EndpointVector prior, IReadOnlyList<ProbeEvidence> probes) => ItemResponse.Posterior(prior, probes, Difficulty);

    private static IReadOnlyList<double[]> Join(IReadOnlyList<double[]> vectors, double[] loadings) =>
        loadings.Length == 0 ? vectors : [.. vectors.Select((vector, j) => (double[])[.. vector, loadings[j]])];
}
