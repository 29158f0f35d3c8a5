using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace Eccos.QAServe.Tests;

/// <summary>A chat client that answers by a function and remembers what it was asked.</summary>
internal sealed class ScriptedClient(Func<string, CancellationToken, Task<ChatResponse>> answer) : IChatClient
{
    private int _underWay;

    public ConcurrentQueue<string> Asked { get; } = new();

    public int MostUnderWay { get; private set; }

    /// <summary>A client that answers at once.</summary>
    public static ScriptedClient Of(Func<string, ChatResponse> answer) => new((prompt, _) => Task.FromResult(answer(prompt)));

    public static ChatResponse Reply(string text, int inputTokens = 10, int outputTokens = 5) => new(new ChatMessage(ChatRole.Assistant, text))
    {
        Usage = new UsageDetails { InputTokenCount = inputTokens, OutputTokenCount = outputTokens },
        FinishReason = ChatFinishReason.Stop,
    };

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var prompt = string.Join('\n', messages.Select(message => message.Text));
        Asked.Enqueue(prompt);
        lock (Asked)
            MostUnderWay = Math.Max(MostUnderWay, ++_underWay);
        try
        {
            return await answer(prompt, cancellationToken);
        }
        finally
        {
            lock (Asked)
                _underWay--;
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
