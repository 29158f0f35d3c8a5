namespace Eccos.Predictors;

/// <summary>Chooses the queries of the history that tell most about an endpoint without history.</summary>
internal static class ProbeSelection
{
    /// <param name="design">How to choose.</param>
    /// <param name="model">What the history tells.</param>
    /// <param name="candidates">Rows of the history to choose from.</param>
    /// <param name="count">How many to choose.</param>
    /// <returns>Rows of the history.</returns>
    public static IReadOnlyList<int> Select(ProbeDesign design, CapabilityModel model, IReadOnlyList<int> candidates, int count) => design switch
    {
        ProbeDesign.Stratified => StratifiedProbes.Select(model, candidates, count),
        _ => OptimalProbes.Select(model, candidates, count),
    };
}
