namespace Eccos.QAServe;

/// <summary>Asks one endpoint what it has not answered yet, as many questions at once as it takes; it neither waits for other endpoints nor holds them up.</summary>
internal sealed class EndpointRun(int index, Questioner questioner, Collection collection, QAServeCollectorOptions options)
{
    private readonly Lock _lock = new();
    private int _next;
    private int _failuresInARow;

    /// <summary>Asks until nothing is left or the endpoint is given up.</summary>
    /// <param name="items">What it has not answered yet, in the order in which to ask.</param>
    /// <param name="fault">Cancelled by a fault here or elsewhere in the run, and with the run itself: no more requests are sent.</param>
    /// <param name="cancellationToken">Ends the work early, requests under way included.</param>
    public Task AskAsync(IReadOnlyList<PreparedItem> items, CancellationTokenSource fault, CancellationToken cancellationToken)
    {
        var endpoint = questioner.Endpoint.Endpoint;
        var workers = Math.Min(items.Count, endpoint.ConcurrencyLimit ?? options.DefaultConcurrency);
        return Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(items, fault, cancellationToken)).ToArray());
    }

    private async Task WorkAsync(IReadOnlyList<PreparedItem> items, CancellationTokenSource fault, CancellationToken cancellationToken)
    {
        try
        {
            while (!collection.GivenUp.ContainsKey(questioner.Endpoint.Endpoint.Name) && Interlocked.Increment(ref _next) - 1 is var place && place < items.Count)
            {
                fault.Token.ThrowIfCancellationRequested();
                var (outcome, failure) = await questioner.AskAsync(items[place], fault.Token, cancellationToken).ConfigureAwait(false);
                Count(items[place], outcome, failure);
            }
        }
        catch
        {
            // A fault of one worker, such as a full disk, ends the others: they would only spend more. What they have sent is paid for, and is waited for.
            await fault.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Count(PreparedItem item, QuestionOutcome outcome, RequestFailure? failure)
    {
        var name = questioner.Endpoint.Endpoint.Name;
        switch (outcome)
        {
            case QuestionOutcome.Answered:
                lock (_lock)
                    _failuresInARow = 0;
                collection.CountAnswered();
                collection.Meter.Answered(index);
                break;
            case QuestionOutcome.BeyondCeiling:
                collection.CountBeyondCeiling();
                collection.Meter.BeyondCeiling(index);
                break;
            default:
                collection.Failures.Add(new CollectFailure(item.Item.Id, name, failure!.Reason));
                collection.Meter.Failed(index);
                GiveUpAfter(name, failure);
                break;
        }

        if (collection.GivenUp.ContainsKey(name))
            collection.Meter.GiveUp(index);
    }

    private void GiveUpAfter(string name, RequestFailure failure)
    {
        lock (_lock)
        {
            _failuresInARow++;
            var reason = failure.Scope == FailureScope.Endpoint ? failure.Reason
                : _failuresInARow >= options.EndpointFailureLimit ? $"{_failuresInARow} questions in a row failed, the last one: {failure.Reason}"
                : null;
            if (reason is not null)
                collection.GivenUp.TryAdd(name, reason);
        }
    }
}
