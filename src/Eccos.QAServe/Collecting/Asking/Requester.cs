using Microsoft.Extensions.AI;

namespace Eccos.QAServe;

/// <summary>Sends one request and reads its answer, as a whole or as a stream, within the time allowed.</summary>
internal sealed class Requester(CollectorEndpoint endpoint, QAServeCollectorOptions options, ITokenCounter? counter, TimeProvider time)
{
    /// <summary>The options of one request: a copy, as clients may write to what they are given.</summary>
    public ChatOptions NewOptions()
    {
        var copy = endpoint.Options?.Clone() ?? new ChatOptions();
        copy.MaxOutputTokens ??= options.MaxOutputTokens;
        return copy;
    }

    /// <exception cref="TimeoutException">The request took too long, or its stream was silent for too long.</exception>
    /// <exception cref="InvalidDataException">There was no answer in the response.</exception>
    public async Task<EndpointAnswer> SendAsync(IReadOnlyList<ChatMessage> prompt, ChatOptions chatOptions, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var stall = new CancellationTokenSource(options.UseStreaming ? options.StallTimeout : Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token, stall.Token);
        var start = time.GetTimestamp();
        try
        {
            var response = options.UseStreaming
                ? await StreamAsync(prompt, chatOptions, stall, either.Token).WaitAsync(either.Token).ConfigureAwait(false)
                : await endpoint.Client.GetResponseAsync(prompt, chatOptions, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return Read(prompt, response, time.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && either.IsCancellationRequested)
        {
            throw new TimeoutException(timeout.IsCancellationRequested ? $"the request took longer than {options.RequestTimeout}." : $"the stream was silent for {options.StallTimeout}.");
        }
    }

    private async Task<ChatResponse> StreamAsync(IReadOnlyList<ChatMessage> prompt, ChatOptions chatOptions, CancellationTokenSource stall, CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in endpoint.Client.GetStreamingResponseAsync(prompt, chatOptions, cancellationToken).ConfigureAwait(false))
        {
            updates.Add(update);
            stall.CancelAfter(options.StallTimeout);
        }

        var response = updates.ToChatResponse();

        // A stream that was cut off between two chunks ends like any other, only without a word on why.
        return response.FinishReason is null ? throw new IOException("the stream ended before the answer did.") : response;
    }

    private EndpointAnswer Read(IReadOnlyList<ChatMessage> prompt, ChatResponse response, TimeSpan latency)
    {
        if (response.Messages.Count == 0 || (response.Text.Length == 0 && response.FinishReason is null))
            throw new InvalidDataException("the response holds no answer.");
        var (reportedInput, reportedOutput) = (Tokens(response.Usage?.InputTokenCount), Tokens(response.Usage?.OutputTokenCount));
        var input = reportedInput ?? (counter is null ? (int?)null : prompt.Sum(message => counter.Count(message.Text)) + counter.Count(endpoint.AddedText));
        var output = reportedOutput ?? counter?.Count(response.Text);
        var cached = Math.Min(Tokens(response.Usage?.CachedInputTokenCount) ?? 0, reportedInput ?? 0);
        var isCounted = counter is not null && (reportedInput is null || reportedOutput is null);
        return new EndpointAnswer(response.Text, input, cached, output, isCounted, response.FinishReason?.Value, latency);
    }

    // A number of tokens, where there is one that makes sense.
    private static int? Tokens(long? reported) => reported is >= 0 and <= int.MaxValue ? (int)reported : null;
}
