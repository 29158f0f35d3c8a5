using Microsoft.Extensions.AI;

namespace Eccos.QAServe;

/// <summary>An endpoint to collect answers from, and the client that asks it.</summary>
/// <param name="Endpoint">Its name, prices and limits; the concurrency, the requests and the tokens per minute are kept.</param>
/// <param name="Client">Asks it. Not disposed of. It should not retry by itself: the collector does, and counts what each attempt may cost.</param>
public sealed record CollectorEndpoint(Endpoint Endpoint, IChatClient Client)
{
    /// <summary>Options of every request to this endpoint, such as the temperature or the model's id.</summary>
    /// <value>
    /// <see langword="null"/> by default; its output limit, where it has one, takes the place of the collector's, and its instructions and tools are
    /// part of every prompt.
    /// </value>
    public ChatOptions? Options { get; init; }

    /// <summary>What the options add to every prompt: the instructions, and of each tool its name, description and schema; empty when there is nothing.</summary>
    internal string AddedText => string.Join('\n', [.. Options?.Instructions is { Length: > 0 } text ? [text] : Array.Empty<string>(), .. Options?.Tools?.Select(Text) ?? []]);

    private static string Text(AITool tool) => $"{tool.Name}\n{tool.Description}\n{(tool as AIFunctionDeclaration)?.JsonSchema}";
}
