namespace Eccos.Optimization;

/// <summary>The multipliers of the coupling limits in the units of a <see cref="LagrangianForm"/>, all 0 or more.</summary>
internal sealed class DualPrices(int endpointCount)
{
    /// <summary>lambda: how much f one unit of the side limit G is worth.</summary>
    public double Lambda { get; set; }

    /// <summary>mu_j: how much f one slot of endpoint j is worth.</summary>
    public double[] Mu { get; } = new double[endpointCount];

    /// <summary>nu_j: how much f one token of endpoint j is worth.</summary>
    public double[] Nu { get; } = new double[endpointCount];
}
