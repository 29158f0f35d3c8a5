using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Eccos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Eccos to a host.</summary>
public static class EccosServiceCollectionExtensions
{
    private const string PredictorIsAddedBy = "AddKnnPredictor or AddPredictor";
    private const string OptimizerIsAddedBy = "AddMipOptimizer or AddOptimizer";
    private const string BindsByReflection =
        "Binding configuration to immutable options needs reflection; native or trimmed hosts call the overload that takes an Action<EccosOptions>.";

    /// <summary>Adds the default scheduler, to be had as <see cref="IScheduler"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets the pool and the goal.</param>
    /// <returns>A builder that adds the scheduler's predictor and optimizer.</returns>
    public static IEccosBuilder AddEccos(this IServiceCollection services, Action<EccosOptions> configure) =>
        services.AddEccos(Options.Options.DefaultName, configure);

    /// <summary>Adds the default scheduler, to be had as <see cref="IScheduler"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">The section that holds <see cref="EccosOptions"/>; a key it does not know is an error.</param>
    /// <returns>A builder that adds the scheduler's predictor and optimizer.</returns>
    [RequiresUnreferencedCode(BindsByReflection)]
    [RequiresDynamicCode(BindsByReflection)]
    public static IEccosBuilder AddEccos(this IServiceCollection services, IConfiguration configuration) =>
        services.AddEccos(Options.Options.DefaultName, configuration);

    /// <summary>Adds a named scheduler, to be had as the keyed service <see cref="IScheduler"/> of that name.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The scheduler's name; each has its own pool, goal, predictor, optimizer and limits.</param>
    /// <param name="configure">Sets the pool and the goal.</param>
    /// <returns>A builder that adds the scheduler's predictor and optimizer.</returns>
    public static IEccosBuilder AddEccos(this IServiceCollection services, string name, Action<EccosOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = AddScheduler(services, name);
        services.AddOptions<EccosOptions>(name).Configure(configure);
        return builder;
    }

    /// <summary>Adds a named scheduler, to be had as the keyed service <see cref="IScheduler"/> of that name.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The scheduler's name; each has its own pool, goal, predictor, optimizer and limits.</param>
    /// <param name="configuration">The section that holds <see cref="EccosOptions"/>; a key it does not know is an error.</param>
    /// <returns>A builder that adds the scheduler's predictor and optimizer.</returns>
    [RequiresUnreferencedCode(BindsByReflection)]
    [RequiresDynamicCode(BindsByReflection)]
    public static IEccosBuilder AddEccos(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var builder = AddScheduler(services, name);
        services.AddOptions<EccosOptions>(name).Bind(configuration, binder => binder.ErrorOnUnknownConfiguration = true);
        return builder;
    }

    private static EccosBuilder AddScheduler(IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services.AddOptions<EccosOptions>(name).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EccosOptions>, EccosOptionsValidator>());
        services.AddOptions<SchedulerParts>(name)
            .Validate<IServiceProvider>((_, provider) => Has<IPredictor>(provider, name), Missing<IPredictor>(name, PredictorIsAddedBy))
            .Validate<IServiceProvider>((_, provider) => Has<IOptimizer>(provider, name), Missing<IOptimizer>(name, OptimizerIsAddedBy))
            .ValidateOnStart();
        services.TryAddKeyedSingleton<IScheduler>(name, (provider, _) => Create(provider, name));
        if (name == Options.Options.DefaultName)
            services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IScheduler>(name));
        return new EccosBuilder(name, services);
    }

    private static EccosScheduler Create(IServiceProvider provider, string name)
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<EccosOptions>>();
        var options = monitor.Get(name);
        var scheduler = Create(provider, name, options);
        scheduler.EndWithMe(new OptionsFollower(
            name,
            scheduler,
            options,
            monitor,
            provider.GetServices<IOptionsChangeTokenSource<EccosOptions>>(),
            provider.GetRequiredService<IOptionsFactory<EccosOptions>>(),
            new SchedulerLog(Logger(provider))));
        return scheduler;
    }

    private static EccosScheduler Create(IServiceProvider provider, string name, EccosOptions options) => new(
        options,
        Own<IPredictor>(provider, name) ?? throw new InvalidOperationException(Missing<IPredictor>(name, PredictorIsAddedBy)),
        Own<IOptimizer>(provider, name) ?? throw new InvalidOperationException(Missing<IOptimizer>(name, OptimizerIsAddedBy)),
        new SchedulerServices
        {
            Name = name,
            TokenCounter = provider.GetService<ITokenCounter>(),
            OnlineOptimizer = Own<IOnlineOptimizer>(provider, name),
            Ledger = Own<ICapacityLedger>(provider, name),
            Decisions = Own<IDecisionSink>(provider, name),
            Observations = Own<IObservationSink>(provider, name),
            TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System,
            Logger = Logger(provider),
            MeterFactory = provider.GetService<IMeterFactory>(),
        });

    private static ILogger<EccosScheduler> Logger(IServiceProvider provider) => provider.GetService<ILogger<EccosScheduler>>() ?? NullLogger<EccosScheduler>.Instance;

    private static string Missing<T>(string name, string how) =>
        $"Scheduler '{name}' has no {typeof(T).Name}; call {how} on the builder that AddEccos returned, or register one for all schedulers.";

    // Without making it. A container that cannot tell lets the scheduler tell when it is made.
    private static bool Has<T>(IServiceProvider provider, string name) =>
        provider.GetService<IServiceProviderIsKeyedService>() is not { } known || known.IsKeyedService(typeof(T), name) || known.IsService(typeof(T));

    // A part added to this scheduler's builder, or else one the host registered for all of them.
    private static T? Own<T>(IServiceProvider provider, string name)
        where T : class => provider.GetKeyedService<T>(name) ?? provider.GetService<T>();
}
