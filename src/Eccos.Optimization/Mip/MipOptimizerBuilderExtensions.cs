using Eccos;
using Eccos.Optimization;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the optimizer of choice to a scheduler.</summary>
public static class MipOptimizerBuilderExtensions
{
    /// <summary>
    /// Lets the scheduler assign with an <see cref="AutomaticOptimizer"/>, which chooses the engine by size and gap. The time limit is measured by the host's <see cref="TimeProvider"/>, where it has one.
    /// </summary>
    /// <param name="builder">The scheduler.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Options are out of range; the message lists all of them with their values.</exception>
    public static IEccosBuilder AddMipOptimizer(this IEccosBuilder builder, Action<MipOptimizerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new MipOptimizerOptions();
        configure?.Invoke(options);
        MipOptimizerOptionsRules.Check(options);
        return builder.AddOptimizer(services => new AutomaticOptimizer(options, services.GetService<TimeProvider>())).WithPriceDirectedPlacement();
    }
}
