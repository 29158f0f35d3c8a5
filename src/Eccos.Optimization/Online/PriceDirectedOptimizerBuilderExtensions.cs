using Eccos;
using Eccos.Optimization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds price-directed assignment to a scheduler.</summary>
public static class PriceDirectedOptimizerBuilderExtensions
{
    /// <summary>
    /// Lets the scheduler place single queries with a <see cref="PriceDirectedOptimizer"/>. The optimizers of this package add one with the default options by
    /// themselves; this sets others, before or after them.
    /// </summary>
    /// <param name="builder">The scheduler.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">Options are out of range; the message lists all of them with their values.</exception>
    public static IEccosBuilder AddPriceDirectedPlacement(this IEccosBuilder builder, Action<PriceDirectedOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new PriceDirectedOptions();
        configure?.Invoke(options);
        PriceDirectedOptionsRules.Check(options);
        return builder.AddOnlineOptimizer(_ => new PriceDirectedOptimizer(options));
    }

    /// <summary>The default beside an optimizer, unless the host has chosen.</summary>
    internal static IEccosBuilder WithPriceDirectedPlacement(this IEccosBuilder builder)
    {
        builder.Services.TryAddKeyedSingleton<IOnlineOptimizer>(builder.Name, (_, _) => new PriceDirectedOptimizer());
        return builder;
    }
}
