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
        {
            Factors.Features(logits.Row(i), _features[i] = new double[Factors.Dimension]);
            Difficulty.Posterior(logits.Row(i), outcomes.Row(i), _difficulties[i] = new double[Difficulty.Nodes.Length]);
        }
    }

    /// <summary>A model as it was fitted before.</summary>
    public CapabilityModel(LogitFactors factors, QueryDifficulty difficulty, double[][] features, double[][] difficulties) =>
        (Factors, Difficulty, _features, _difficulties) = (factors, difficulty, features, difficulties);

    /// <summary>The features of every query of the history, for saving.</summary>
    public IReadOnlyList<double[]> Features => _features;

    /// <summary>The probabilities of the nodes of e of every query of the history, for saving.</summary>
    public IReadOnlyList<double[]> Difficulties => _difficulties;

    public LogitFactors Factors { get; }

    public QueryDifficulty Difficulty { get; }

    /// <summary>A probe on a query of the history.</summary>
    public ProbeEvidence Evidence(int i, double correct) => new(_features[i], _difficulties[i], correct);

    /// <summary>A probe on another query, whose difficulty beyond its text nobody knows.</summary>
    public ProbeEvidence Evidence(ReadOnlySpan<double> logits, double correct)
    {
        var features = new double[Factors.Dimension];
        Factors.Features(logits, features);
        return new ProbeEvidence(features, Difficulty.Prior.ToArray(), correct);
    }

    /// <summary>The vector's distribution before probes.</summary>
    public EndpointVector Prior(IReadOnlyList<Endpoint> known, Endpoint endpoint) => VectorPrior.Create(Factors.Vectors, EndpointFacts.Table(known, endpoint));

    /// <summary>The covariance of the known endpoints' vectors, component by component.</summary>
    public Matrix<double> Spread() => Matrix<double>.Build.DenseOfDiagonalArray(VectorPrior.Variances(Factors.Vectors));

    public EndpointVector Posterior(EndpointVector prior, IReadOnlyList<ProbeEvidence> probes) => ItemResponse.Posterior(prior, probes, Difficulty);
}
