using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>Endpoints without history in a model file.</summary>
internal static class SavedEstimates
{
    private const string Endpoints = "endpoints";
    private const string Mean = "mean";
    private const string Covariance = "covariance";
    private const string Tokens = "tokens";
    private const string Cost = "cost";
    private const string Line = "line";
    private const string None = "none";
    private const string Alone = "alone";
    private const string OfHistory = "of-history";

    public static void Write(IReadOnlyList<EstimatedEndpoint> estimated, ModelWriter writer)
    {
        SavedEndpointFacts.Write([.. estimated.Select(endpoint => endpoint.Endpoint)], writer.Section(Endpoints));
        for (var k = 0; k < estimated.Count; k++)
        {
            var section = writer.Section(Name(k));
            section.Array(Mean, estimated[k].Vector.Mean.ToArray());
            section.Array(Covariance, estimated[k].Vector.Covariance.ToRowMajorArray());
            Write(estimated[k].Tokens, section.Section(Tokens));
            Write(estimated[k].Cost, section.Section(Cost));
        }
    }

    public static EstimatedEndpoint[] Read(ModelReader reader, EndpointHistory history)
    {
        var endpoints = SavedEndpointFacts.Read(reader.Section(Endpoints));
        var breach = endpoints.FirstOrDefault(endpoint => string.IsNullOrWhiteSpace(endpoint.Name) || history.Known.TryGetIndex(endpoint.Name, out _));
        if (breach is not null || endpoints.DistinctBy(endpoint => endpoint.Name).Count() != endpoints.Length)
            throw reader.Wrong(Endpoints, "hold a name that is empty, stands twice or is that of a known endpoint.");
        var (dimension, state) = (history.State.Capability.Dimension, history.State);
        var estimated = new EstimatedEndpoint[endpoints.Length];
        for (var k = 0; k < estimated.Length; k++)
        {
            var section = reader.Section(Name(k));
            var covariance = section.Doubles(Covariance, (long)dimension * dimension);
            estimated[k] = new EstimatedEndpoint(
                endpoints[k],
                new EndpointVector(
                    Vector<double>.Build.DenseOfArray(section.Doubles(Mean, dimension)),
                    Matrix<double>.Build.Dense(dimension, dimension, (i, j) => covariance[(i * dimension) + j])),
                Read(section.Section(Tokens), state.Tokens),
                Read(section.Section(Cost), state.Costs));
        }

        return estimated;
    }

    private static void Write(EstimatedAmount? amount, ModelWriter writer)
    {
        writer.Kind(amount is null ? None : amount.Model is null ? Alone : OfHistory);
        if (amount is not null)
            writer.Array(Line, new[] { amount.Line.A, amount.Line.B, amount.Line.VarianceA, amount.Line.VarianceB, amount.Line.Covariance });
    }

    private static EstimatedAmount? Read(ModelReader reader, AmountHistory? history)
    {
        var kind = reader.Kind;
        if (kind == None)
            return null;
        if (kind is not (Alone or OfHistory) || (kind == OfHistory && history is null))
            throw reader.Wrong("kind", $"is '{kind}'; known kinds are '{None}', '{Alone}' and, where the history tells of amounts, '{OfHistory}'.");
        var line = reader.Doubles(Line, 5);
        return new EstimatedAmount(kind == Alone ? null : history, new NormalLine(line[0], line[1], line[2], line[3], line[4]));
    }

    private static string Name(int k) => k.ToString(CultureInfo.InvariantCulture);
}
