using Eccos.Observations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Eccos.QAServe;

/// <summary>
/// Asks every endpoint every item of a benchmark, grades the answers and writes them as QAServe records. What is done is kept in a journal
/// beside the file, so that a run that was stopped at any moment goes on where it was and asks nothing again that was answered.
/// </summary>
/// <remarks>
/// Safe for use from any thread; one run at a time writes to one file. The file's records are in the order of the items and their outputs in the
/// order of the endpoints, whatever order the answers came in.
/// </remarks>
public sealed class QAServeCollector
{
    private readonly IReadOnlyList<CollectorEndpoint> _endpoints;
    private readonly CollectorServices _services;

    /// <summary>Makes a collector.</summary>
    /// <param name="endpoints">At least one endpoint, with names that differ.</param>
    /// <param name="options">How it asks; <see langword="null"/> for the defaults. Read now, and not to be changed afterwards.</param>
    /// <param name="tokenCounter">Counts the tokens an endpoint does not report; <see langword="null"/> to leave them unknown.</param>
    /// <param name="failureClassifier">Reads the clients' exceptions; <see langword="null"/> for <see cref="HttpFailureClassifier"/>.</param>
    /// <param name="timeProvider">Tells the time; <see langword="null"/> for the system's.</param>
    /// <param name="logger">Told what happens, without questions and answers; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">There is no endpoint, a name stands twice, or a price or limit is out of range.</exception>
    /// <exception cref="OptionsValidationException">Lists every option out of range with its value.</exception>
    public QAServeCollector(
        IReadOnlyList<CollectorEndpoint> endpoints,
        QAServeCollectorOptions? options = null,
        ITokenCounter? tokenCounter = null,
        IFailureClassifier? failureClassifier = null,
        TimeProvider? timeProvider = null,
        ILogger<QAServeCollector>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        options ??= new QAServeCollectorOptions();
        _endpoints = [.. endpoints];
        var pool = new ModelPool(_endpoints.Select(endpoint => endpoint.Endpoint));
        var breaches = QAServeCollectorOptionsValidator.Breaches(options);
        if (options.CeilingUsd is not null)
            breaches.AddRange(pool.Where(endpoint => endpoint.Prices is null).Select(endpoint => $"Endpoint '{endpoint.Name}' has no prices; with {nameof(options.CeilingUsd)} every endpoint needs them."));
        if (breaches.Count > 0)
            throw new OptionsValidationException(nameof(QAServeCollectorOptions), typeof(QAServeCollectorOptions), breaches);
        var time = timeProvider ?? TimeProvider.System;
        _services = new CollectorServices(options, failureClassifier ?? new HttpFailureClassifier(time), tokenCounter, time, new CollectorLog(logger ?? NullLogger<QAServeCollector>.Instance));
    }

    /// <summary>The journal of a record file.</summary>
    /// <param name="path">The record file.</param>
    /// <returns>The path of the journal, beside it.</returns>
    public static string JournalPath(string path) => path + ".journal";

    /// <summary>Asks what has not been answered yet, and writes the file with all answers there are.</summary>
    /// <param name="items">The items, with ids that differ.</param>
    /// <param name="path">The record file, packed with gzip when its name ends in ".gz"; replaced as a whole at the end. Its folder must exist.</param>
    /// <param name="progress">Told of each answer and failure, and of what is not asked any more, from whichever thread had it.</param>
    /// <param name="cancellationToken">Ends the run early; the file is then as it was, and the journal keeps what was answered.</param>
    /// <returns>What the run came to. Endpoints that fail and a ceiling that is reached are part of it, not exceptions.</returns>
    /// <exception cref="ArgumentException">An item is not as it must be; the message lists all that is wrong.</exception>
    /// <exception cref="EccosException">The journal holds answers to another prompt of an item, or a grader failed.</exception>
    /// <exception cref="QAServeFormatException">The journal is damaged before what was written last.</exception>
    /// <exception cref="IOException">The journal or the file cannot be written, or another run writes to it.</exception>
    public async Task<CollectReport> CollectAsync(
        IReadOnlyList<BenchmarkItem> items,
        string path,
        IProgress<CollectProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentException.ThrowIfNullOrEmpty(path);
        BenchmarkItemRules.Check(items);
        PreparedItem[] prepared = [.. items.Select(item => new PreparedItem(item, _services.Options.Prompts))];
        var journal = await Journal.OpenAsync(JournalPath(path), cancellationToken).ConfigureAwait(false);
        await using (journal.ConfigureAwait(false))
        {
            CheckPrompts(prepared, journal.State);
            var left = _endpoints.Select(endpoint => prepared.Where(item => !journal.State.Answers.ContainsKey((item.Item.Id, endpoint.Endpoint.Name))).ToArray()).ToArray();
            var total = prepared.Length * _endpoints.Count;
            var budget = new Budget(_services.Options.CeilingUsd, journal.State.SpentUsd);
            var meter = new ProgressMeter(progress, _services.Time, budget, total, [.. left.Select(todo => todo.Length)]);
            var collection = new Collection(prepared, journal, budget, meter);
            _services.Log.Starts(items.Count, _endpoints.Count, path, left.Sum(todo => todo.Length), budget.SpentUsd);
            await AskAsync(collection, left, cancellationToken).ConfigureAwait(false);
            return await WriteAsync(collection, path, total, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AskAsync(Collection collection, PreparedItem[][] left, CancellationToken cancellationToken)
    {
        if (_services.Options.Regrade)
        {
            foreach (var answer in collection.Answers.Values)
                answer.Grade = null;
        }

        using var fault = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var runs = _endpoints.Select((_, index) => Run(collection, index).AskAsync(left[index], fault, cancellationToken)).ToArray();
        await Task.WhenAll(runs).ConfigureAwait(false);
        foreach (var (endpoint, reason) in collection.GivenUp)
            _services.Log.GivenUp(endpoint, reason);
    }

    private EndpointRun Run(Collection collection, int index)
    {
        var endpoint = _endpoints[index];
        var requester = new Requester(endpoint, _services.Options, _services.Counter, _services.Time);
        var questioner = new Questioner(endpoint, requester, new RateGate(endpoint.Endpoint, _services.Time), collection, _services);
        return new EndpointRun(index, questioner, collection, _services.Options);
    }

    private async Task<CollectReport> WriteAsync(Collection collection, string path, int total, CancellationToken cancellationToken)
    {
        var assembler = new RecordAssembler(collection, _endpoints, _services);
        var records = await QAServeFile.WriteAsync(path, assembler.RecordsAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        var names = _endpoints.Select(endpoint => endpoint.Endpoint.Name).ToHashSet(StringComparer.Ordinal);
        var order = collection.Items.Select((item, place) => (item.Item.Id, place)).ToDictionary(StringComparer.Ordinal);
        return new CollectReport(
            (int)records,
            collection.Answers.Keys.Count(key => names.Contains(key.Endpoint) && order.ContainsKey(key.Item)),
            collection.AnsweredNow,
            total,
            collection.Budget.SpentUsd,
            [.. collection.Failures.OrderBy(failure => order[failure.Item]).ThenBy(failure => failure.Endpoint, StringComparer.Ordinal)],
            collection.GivenUp.ToDictionary(StringComparer.Ordinal),
            collection.BeyondCeiling);
    }

    private void CheckPrompts(PreparedItem[] items, JournalState state)
    {
        foreach (var endpoint in _endpoints)
        {
            var (name, added) = (endpoint.Endpoint.Name, endpoint.AddedText);
            foreach (var item in items)
            {
                if (state.Answers.TryGetValue((item.Item.Id, name), out var answer) && answer.Prompt != item.PromptHash(added))
                {
                    throw new EccosException(
                        $"The journal holds an answer of '{name}' to another prompt of item '{item.Item.Id}'. Collect into another file, or restore the item, its prompt and the endpoint's instructions and tools.");
                }
            }
        }
    }
}
