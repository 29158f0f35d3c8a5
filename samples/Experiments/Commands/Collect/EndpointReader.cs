using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Eccos.QAServe;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Eccos.Experiments.Commands.Collect;

/// <summary>Makes the endpoints of a collect configuration and their clients.</summary>
internal static class EndpointReader
{
    /// <exception cref="EccosException">The file cannot be read, an endpoint's address is not one of HTTP, only one of its prices is there, or its key is not in the environment.</exception>
    public static async Task<IReadOnlyList<CollectorEndpoint>> ReadAsync(FileInfo file, Func<string, string?> environment, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = file.OpenRead();
            var configs = await JsonSerializer.DeserializeAsync(stream, EndpointConfigJson.Default.EndpointConfigArray, cancellationToken)
                ?? throw new EccosException("null is not an array of endpoints.");
            return [.. configs.Select((config, place) => config is null
                ? throw new EccosException($"endpoint {place + 1} is null; it is an object with a name and a base_url.")
                : Create(config, environment, timeout))];
        }
        catch (Exception problem) when (problem is JsonException or EccosException)
        {
            throw new EccosException($"{file}: {problem.Message}", problem);
        }
    }

    private static CollectorEndpoint Create(EndpointConfig config, Func<string, string?> environment, TimeSpan timeout)
    {
        if (!config.BaseUrl.IsAbsoluteUri || (config.BaseUrl.Scheme != Uri.UriSchemeHttp && config.BaseUrl.Scheme != Uri.UriSchemeHttps))
            throw new EccosException($"endpoint '{config.Name}' has the base_url '{config.BaseUrl.OriginalString}'; it begins with http:// or https://, as in https://host/v1.");
        if (config.InputUsdPerMtok is null != config.OutputUsdPerMtok is null)
            throw new EccosException($"endpoint '{config.Name}' has only one of input_usd_per_mtok and output_usd_per_mtok; give both or neither.");
        var endpoint = new Endpoint(config.Name)
        {
            Prices = config.InputUsdPerMtok is { } input && config.OutputUsdPerMtok is { } output ? new TokenPrices(input, output, config.CachedInputUsdPerMtok) : null,
            ConcurrencyLimit = config.Concurrency,
            RequestsPerMinute = config.RequestsPerMinute,
            TokensPerMinute = config.TokensPerMinute,
        };
        return new CollectorEndpoint(endpoint, Client(config, environment, timeout))
        {
            Options = new ChatOptions { MaxOutputTokens = config.MaxOutputTokens, Temperature = config.Temperature },
        };
    }

    // The collector counts and spaces attempts itself, so the client must not try again on its own.
    private static IChatClient Client(EndpointConfig config, Func<string, string?> environment, TimeSpan timeout)
    {
        var key = config.ApiKeyEnv is not { } variable ? "none"
            : environment(variable) is { Length: > 0 } value ? value
            : throw new EccosException($"endpoint '{config.Name}' takes its key from the environment variable {variable}, which is not set.");
        var options = new OpenAIClientOptions { Endpoint = config.BaseUrl, RetryPolicy = new ClientRetryPolicy(0), NetworkTimeout = timeout };
        return new OpenAIClient(new ApiKeyCredential(key), options).GetChatClient(config.Model ?? config.Name).AsIChatClient();
    }
}
