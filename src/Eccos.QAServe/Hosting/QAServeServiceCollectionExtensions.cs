using Eccos;
using Eccos.QAServe;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the collecting of QAServe records to a host.</summary>
public static class QAServeServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="QAServeCollector"/> that asks the given endpoints by the keyed <see cref="IChatClient"/> of each one's name, and uses the
    /// host's <see cref="ITokenCounter"/>, <see cref="IFailureClassifier"/> and <see cref="TimeProvider"/>, where there are any. Called again, it adds
    /// endpoints and sets options of the same collector.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="endpoints">The endpoints; a keyed chat client is registered under the name of each.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for the defaults. Checked at start.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddQAServeCollector(this IServiceCollection services, IEnumerable<Endpoint> endpoints, Action<QAServeCollectorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(endpoints);
        services.AddSingleton(new CollectedEndpoints([.. endpoints]));
        var options = services.AddOptions<QAServeCollectorOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QAServeCollectorOptions>, QAServeCollectorOptionsValidator>());
        services.TryAddSingleton(provider => new QAServeCollector(
            [.. provider.GetServices<CollectedEndpoints>().SelectMany(added => added.Endpoints).Select(endpoint => new CollectorEndpoint(endpoint, provider.GetKeyedService<IChatClient>(endpoint.Name) ?? throw new InvalidOperationException(
                $"Endpoint '{endpoint.Name}' has no chat client; register one as the keyed IChatClient of that name.")))],
            provider.GetRequiredService<IOptions<QAServeCollectorOptions>>().Value,
            provider.GetService<ITokenCounter>(),
            provider.GetService<IFailureClassifier>(),
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<QAServeCollector>>()));
        return services;
    }
}
