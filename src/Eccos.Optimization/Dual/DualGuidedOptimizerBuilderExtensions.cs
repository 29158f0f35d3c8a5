using Eccos;
using Eccos.Optimization;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the dual-guided optimizer to a scheduler.</summary>
public static class DualGuidedOptimizerBuilderExtensions
{
    /// <summary>Lets the scheduler assign with a <see cref="DualGuidedOptimizer"/>. The time limit is measured by the host's <see cref="TimeProvider"/>, where it has one.</summary>
    /// <param name="builder">The scheduler.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Options are out of range; the message lists all of them with their values.</exception>
    public static IEccosBuilder AddDualGuidedOptimizer(this IEccosBuilder builder, Action<DualGuidedOptimizerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new DualGuidedOptimizerOptions();
        configure?.Invoke(options);
        MipOptimizerOptionsRules.Check(options.ToMip());
        return builder.AddOptimizer(services => new DualGuidedOptimizer(options, services.GetService<TimeProvider>())).WithPriceDirectedPlacement();
    }
}
