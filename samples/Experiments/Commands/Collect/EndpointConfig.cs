namespace Eccos.Experiments.Commands.Collect;

/// <summary>One endpoint of a collect configuration: an OpenAI-compatible server, its model, prices and limits.</summary>
internal sealed record EndpointConfig
{
    /// <summary>The name under which records call the endpoint.</summary>
    public required string Name { get; init; }

    /// <summary>The address, of HTTP or HTTPS, up to and with its version, such as https://host/v1.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The environment variable that holds the key; null for a server that needs none.</summary>
    public string? ApiKeyEnv { get; init; }

    /// <summary>The server's name of the model; the endpoint's own name when null.</summary>
    public string? Model { get; init; }

    /// <summary>USD per million input tokens.</summary>
    public double? InputUsdPerMtok { get; init; }

    /// <summary>USD per million output tokens.</summary>
    public double? OutputUsdPerMtok { get; init; }

    /// <summary>USD per million input tokens from the prompt cache.</summary>
    public double? CachedInputUsdPerMtok { get; init; }

    /// <summary>Requests under way at once.</summary>
    public int? Concurrency { get; init; }

    public int? RequestsPerMinute { get; init; }

    public long? TokensPerMinute { get; init; }

    /// <summary>The most tokens of an answer; that of the command line when null.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>The sampling temperature; the server's own when null.</summary>
    public float? Temperature { get; init; }
}
