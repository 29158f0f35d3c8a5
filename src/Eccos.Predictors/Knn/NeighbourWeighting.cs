namespace Eccos.Predictors;

/// <summary>How neighbours are weighed: K, s and T of <see cref="KnnPredictor"/>.</summary>
/// <param name="Neighbours">K, the nearest observations of an endpoint that vote.</param>
/// <param name="Shrinkage">s, the weight of the endpoint's own mean.</param>
/// <param name="Temperature">T of the similarity weight exp((cosine - 1) / T).</param>
public sealed record NeighbourWeighting(int Neighbours, double Shrinkage, double Temperature)
{
    /// <summary>What four kinds of records agreed on, for training sets too small to choose on.</summary>
    internal static NeighbourWeighting Default { get; } = new(50, 0.3, 0.2);

    internal double Weight(double cosine) => Math.Exp((cosine - 1) / Temperature);
}
