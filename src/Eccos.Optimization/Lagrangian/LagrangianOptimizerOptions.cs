namespace Eccos.Optimization;

/// <summary>How a <see cref="LagrangianOptimizer"/> solves.</summary>
public sealed class LagrangianOptimizerOptions
{
    /// <summary>The most subgradient steps.</summary>
    /// <value>1 or more; 500 by default.</value>
    public int Iterations { get; set; } = 500;

    /// <summary>The relative gap between the best feasible objective and the best dual value at which the iteration may stop.</summary>
    /// <value>0 to less than 1; 1e-3 by default.</value>
    public double RelativeGap { get; set; } = 1e-3;

    /// <summary>The first factor of Polyak's step length; it is halved whenever the dual value has not risen for <see cref="Patience"/> steps.</summary>
    /// <value>More than 0 and less than 2, which Polyak's step needs to converge; 1 by default.</value>
    public double StepFactor { get; set; } = 1;

    /// <summary>The steps without a better dual value after which the step factor is halved.</summary>
    /// <value>1 or more; 10 by default.</value>
    public int Patience { get; set; } = 10;

    /// <summary>The time a call may take.</summary>
    /// <value>More than zero; <see langword="null"/>, the default, for no limit.</value>
    public TimeSpan? TimeLimit { get; set; }

    internal LagrangianOptimizerOptions Copy() => (LagrangianOptimizerOptions)MemberwiseClone();
}
