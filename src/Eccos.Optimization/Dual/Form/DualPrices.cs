namespace Eccos.Optimization;

/// <summary>The multipliers of the coupling limits in the units of a <see cref="LagrangianForm"/>, all 0 or more.</summary>
internal sealed class DualPrices(int sideCount, int endpointCount)
{
    public DualPrices(LagrangianForm form)
        : this(form.Sides.Length, form.M)
    {
    }

    /// <summary>lambda_k: how much f one unit of side row k is worth.</summary>
    public double[] Lambda { get; } = new double[sideCount];

    /// <summary>mu_j: how much f one slot of endpoint j is worth.</summary>
    public double[] Mu { get; } = new double[endpointCount];

    /// <summary>pi_j: how much f it would save to have to give endpoint j one query less.</summary>
    public double[] Pi { get; } = new double[endpointCount];

    /// <summary>nu_j: how much f one token of endpoint j is worth.</summary>
    public double[] Nu { get; } = new double[endpointCount];

    public void CopyTo(DualPrices other)
    {
        Lambda.CopyTo(other.Lambda, 0);
        Mu.CopyTo(other.Mu, 0);
        Pi.CopyTo(other.Pi, 0);
        Nu.CopyTo(other.Nu, 0);
    }
}
