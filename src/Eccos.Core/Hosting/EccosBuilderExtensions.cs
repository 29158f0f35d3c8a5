using System.Diagnostics.CodeAnalysis;
using Eccos;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a host's own predictor, optimizer or token counter to a scheduler.</summary>
public static class EccosBuilderExtensions
{
    /// <summary>Adds the scheduler's predictor; the last one added is used.</summary>
    /// <param name="builder">The scheduler.</param>
    /// <param name="factory">Makes the predictor, once.</param>
    /// <returns>The builder.</returns>
    public static IEccosBuilder AddPredictor(this IEccosBuilder builder, Func<IServiceProvider, IPredictor> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddKeyedSingleton(builder.Name, (services, _) => factory(services));
        return builder;
    }

    /// <summary>Adds the scheduler's predictor, made by the host's services; the last one added is used.</summary>
    /// <typeparam name="TPredictor">The predictor.</typeparam>
    /// <param name="builder">The scheduler.</param>
    /// <returns>The builder.</returns>
    public static IEccosBuilder AddPredictor<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPredictor>(this IEccosBuilder builder)
        where TPredictor : class, IPredictor
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<IPredictor, TPredictor>(builder.Name);
        return builder;
    }

    /// <summary>Adds the ledger that keeps the scheduler's limits, in place of one of its own in this process; the last one added is used.</summary>
    /// <remarks>An <see cref="ICapacityLedger"/> among the host's services is shared by all schedulers that have none added here.</remarks>
    /// <param name="builder">The scheduler.</param>
    /// <param name="factory">Makes the ledger, once.</param>
    /// <returns>The builder.</returns>
    public static IEccosBuilder AddCapacityLedger(this IEccosBuilder builder, Func<IServiceProvider, ICapacityLedger> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddKeyedSingleton(builder.Name, (services, _) => factory(services));
        return builder;
    }

    /// <summary>Adds the scheduler's optimizer; the last one added is used.</summary>
    /// <param name="builder">The scheduler.</param>
    /// <param name="factory">Makes the optimizer, once.</param>
    /// <returns>The builder.</returns>
    public static IEccosBuilder AddOptimizer(this IEccosBuilder builder, Func<IServiceProvider, IOptimizer> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddKeyedSingleton(builder.Name, (services, _) => factory(services));
        return builder;
    }

    /// <summary>Adds the scheduler's optimizer, made by the host's services; the last one added is used.</summary>
    /// <typeparam name="TOptimizer">The optimizer.</typeparam>
    /// <param name="builder">The scheduler.</param>
    /// <returns>The builder.</returns>
    public static IEccosBuilder AddOptimizer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TOptimizer>(this IEccosBuilder builder)
        where TOptimizer : class, IOptimizer
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<IOptimizer, TOptimizer>(builder.Name);
        return builder;
    }

    /// <summary>Adds what assigns the queries that the scheduler places one by one; the last one added is used.</summary>
    /// <param name="builder">The scheduler.</param>
    /// <param name="factory">Makes it, once.</param>
    /// <returns>The builder.</returns>
    public static IEccosBuilder AddOnlineOptimizer(this IEccosBuilder builder, Func<IServiceProvider, IOnlineOptimizer> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddKeyedSingleton(builder.Name, (services, _) => factory(services));
        return builder;
    }

    /// <summary>Writes the record of every decision of the scheduler to the end of a file, one JSON object a line, in the background; see <see cref="DecisionLog"/>.</summary>
    /// <param name="builder">The scheduler.</param>
    /// <param name="path">The file; made when it is missing. Its folder must exist, and no other log may write to it.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The path is empty, or options are out of range; the message lists all of them with their values.</exception>
    public static IEccosBuilder AddDecisionLog(this IEccosBuilder builder, string path, Action<DecisionLogOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var options = new DecisionLogOptions();
        configure?.Invoke(options);
        DecisionLogRules.Check(options);
        return builder.AddDecisionSink(services => new DecisionLog(path, options, services.GetService<ILogger<DecisionLog>>()));
    }

    /// <summary>Adds what takes the record of every decision of the scheduler; the last one added is used.</summary>
    /// <param name="builder">The scheduler.</param>
    /// <param name="factory">Makes it, once.</param>
    /// <returns>The builder.</returns>
    public static IEccosBuilder AddDecisionSink(this IEccosBuilder builder, Func<IServiceProvider, IDecisionSink> factory)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(factory);
        builder.Services.AddKeyedSingleton(builder.Name, (services, _) => factory(services));
        return builder;
    }
}
