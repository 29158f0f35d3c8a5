using Eccos;
using Eccos.Optimization;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the optimizer of the paper to a scheduler.</summary>
public static class LagrangianOptimizerBuilderExtensions
{
    /// <summary>Lets the scheduler assign with a <see cref="LagrangianOptimizer"/>. The time limit is measured by the host's <see cref="TimeProvider"/>, where it has one.</summary>
    /// <param name="builder">The scheduler.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Options are out of range; the message lists all of them with their values.</exception>
    public static IEccosBuilder AddLagrangianOptimizer(this IEccosBuilder builder, Action<LagrangianOptimizerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new LagrangianOptimizerOptions();
        configure?.Invoke(options);
        LagrangianOptimizerOptionsRules.Check(options);
        return builder.AddOptimizer(services => new LagrangianOptimizer(options, services.GetService<TimeProvider>())).WithPriceDirectedPlacement();
    }
}
