namespace Eccos.Predictors;

/// <summary>How probes are chosen.</summary>
internal enum ProbeDesign
{
    /// <summary>By <see cref="OptimalProbes"/>: strong where the item response model holds.</summary>
    Optimal,

    /// <summary>By <see cref="StratifiedProbes"/>: robust where it does not.</summary>
    Stratified,
}
