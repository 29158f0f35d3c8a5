namespace Eccos.QAServe;

/// <summary>
/// Asks one endpoint one question, again when an attempt fails. Each attempt sets its worst case aside, waits for its turn, is written down
/// before it is sent, and is settled exactly once: by its answer, or by what it may have cost.
/// </summary>
internal sealed class Questioner(CollectorEndpoint endpoint, Requester requester, RateGate gate, Collection collection, CollectorServices services)
{
    private readonly QAServeCollectorOptions _options = services.Options;
    private readonly string _added = endpoint.AddedText;

    public CollectorEndpoint Endpoint => endpoint;

    /// <param name="item">The question.</param>
    /// <param name="fault">Ends the waits before a request, and none that was sent.</param>
    /// <param name="cancellationToken">Ends everything.</param>
    public async Task<(QuestionOutcome Outcome, RequestFailure? Failure)> AskAsync(PreparedItem item, CancellationToken fault, CancellationToken cancellationToken)
    {
        var name = endpoint.Endpoint.Name;
        var mostInput = item.MostInputTokens(_added) + _options.PromptOverheadTokens;
        var mostOutput = endpoint.Options?.MaxOutputTokens ?? _options.MaxOutputTokens;
        var worstUsd = endpoint.Endpoint.Prices?.CostUsd(mostInput, mostOutput) ?? 0;
        RequestFailure? failure = null;
        for (var attempt = 1; ; attempt++)
        {
            // Money first: a turn that is waited for and not taken would hold back whoever comes next.
            if (!await collection.Budget.TryReserveAsync(worstUsd, fault).ConfigureAwait(false))
                return (failure is null ? QuestionOutcome.BeyondCeiling : QuestionOutcome.Failed, failure);
            failure = await TryAsync(item, mostInput + mostOutput, worstUsd, fault, cancellationToken).ConfigureAwait(false);
            if (failure is null)
                return (QuestionOutcome.Answered, null);

            services.Log.AttemptFailed(item.Item.Id, name, attempt, failure.Reason);
            if (failure.RetryAfter > _options.LongestRetryAfter)
                return (QuestionOutcome.Failed, failure with { Scope = FailureScope.Endpoint, Reason = $"asks to be left alone for {failure.RetryAfter}: {failure.Reason}" });
            if (failure.RetryAfter is { } pause)
                gate.Pause(pause);
            if (failure.Scope != FailureScope.Attempt || attempt >= _options.MaxAttempts || collection.GivenUp.ContainsKey(name))
                return (QuestionOutcome.Failed, failure);
            await Task.Delay(BackOff.Of(_options, item.Item.Id, name, attempt), services.Time, fault).ConfigureAwait(false);
        }
    }

    /// <returns>Null when there is an answer.</returns>
    private async Task<RequestFailure?> TryAsync(PreparedItem item, int mostTokens, double worstUsd, CancellationToken fault, CancellationToken cancellationToken)
    {
        var spentUsd = 0.0;
        try
        {
            var entry = await gate.WaitAsync(mostTokens, fault).ConfigureAwait(false);
            var chatOptions = requester.NewOptions();

            // What happens to the request is not known while it is under way, nor when it was broken off: all of its worst case counts.
            spentUsd = worstUsd;
            var request = collection.NextRequest();
            await collection.Journal.AppendAsync(new JournalLine
            {
                Kind = JournalLine.Ask,
                Request = request,
                Item = item.Item.Id,
                Endpoint = endpoint.Endpoint.Name,
                ReservedUsd = worstUsd,
            }).ConfigureAwait(false);

            EndpointAnswer answer;
            try
            {
                answer = await requester.SendAsync(item.Prompt, chatOptions, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                var failure = services.Failures.Classify(exception);
                spentUsd = failure.MayBeBilled ? worstUsd : 0;
                await collection.Journal.AppendAsync(new JournalLine { Kind = JournalLine.Failure, Request = request, SpentUsd = spentUsd, Reason = failure.Reason }).ConfigureAwait(false);
                return failure;
            }

            spentUsd = answer.SpentUsd(endpoint.Endpoint.Prices, worstUsd);
            if (answer.ReportedTokens is { } tokens)
                gate.Settle(entry, tokens);
            await KeepAsync(item, request, answer, spentUsd, cancellationToken).ConfigureAwait(false);
            if (spentUsd > worstUsd)
                GiveUpOverrun(worstUsd, spentUsd);
            return null;
        }
        finally
        {
            collection.Budget.Settle(worstUsd, spentUsd);
        }
    }

    // An answer that is paid for is written down whatever else happens; its grade can be had again.
    private async Task KeepAsync(PreparedItem item, long request, EndpointAnswer answer, double spentUsd, CancellationToken cancellationToken)
    {
        var key = (item.Item.Id, endpoint.Endpoint.Name);
        var hash = item.PromptHash(_added);
        var place = await collection.Journal.AppendAsync(new JournalLine
        {
            Kind = JournalLine.Answer,
            Request = request,
            Item = item.Item.Id,
            Endpoint = endpoint.Endpoint.Name,
            SpentUsd = spentUsd,
            Prompt = hash,
            Response = answer.Text,
            InputTokens = answer.InputTokens,
            OutputTokens = answer.OutputTokens,
            TokensCounted = answer.TokensCounted ? true : null,
            CostUsd = answer.CostUsd(endpoint.Endpoint.Prices),
            LatencyMs = answer.Latency.TotalMilliseconds,
            Finish = answer.Finish,
        }).ConfigureAwait(false);
        var kept = collection.Answers[key] = new JournalAnswer(place, hash);
        kept.Grade = await services.GradeAsync(collection.Journal, item.Item, endpoint.Endpoint.Name, answer.Text, cancellationToken).ConfigureAwait(false);
    }

    // The ceiling rests on the worst case; an endpoint that does not keep to it is asked nothing more.
    private void GiveUpOverrun(double worstUsd, double spentUsd) => collection.GivenUp.TryAdd(
        endpoint.Endpoint.Name,
        FormattableString.Invariant($"a request cost {spentUsd} USD, more than the {worstUsd} USD that were its worst case; it does not keep to its output limit, or adds more to prompts than {_options.PromptOverheadTokens} tokens."));
}
