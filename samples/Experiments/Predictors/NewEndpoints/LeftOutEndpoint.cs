using Eccos.Observations;
using Eccos.Predictors;

namespace Eccos.Experiments.Predictors.NewEndpoints;

/// <summary>An endpoint that training does not see, and what the training records hold of it: the probes that may be taken.</summary>
internal sealed class LeftOutEndpoint
{
    private readonly Dictionary<string, Probe> _outcomes;

    private LeftOutEndpoint(Endpoint endpoint, ModelPool known, IReadOnlyList<QAServeRecord> history, Dictionary<string, Probe> outcomes)
    {
        Endpoint = endpoint;
        Known = known;
        History = history;
        _outcomes = outcomes;
    }

    /// <summary>The endpoint.</summary>
    public Endpoint Endpoint { get; }

    /// <summary>All others.</summary>
    public ModelPool Known { get; }

    /// <summary>The records without a word of the endpoint; those that tell of nothing else are gone.</summary>
    public IReadOnlyList<QAServeRecord> History { get; }

    /// <summary>Takes an endpoint out of training.</summary>
    /// <param name="name">The endpoint.</param>
    /// <param name="pool">All endpoints.</param>
    /// <param name="records">The training records.</param>
    /// <param name="option">The option that names it, for errors.</param>
    /// <exception cref="EccosException">The pool lacks the endpoint or holds no other.</exception>
    public static LeftOutEndpoint Create(string name, ModelPool pool, IReadOnlyList<QAServeRecord> records, string option)
    {
        if (!pool.TryGetIndex(name, out var place))
            throw new EccosException($"{option} is '{name}'; it is one of {string.Join(", ", pool.Names)}.");
        if (pool.Count == 1)
            throw new EccosException($"{option} is '{name}', the only endpoint; without another there is nothing to estimate it from.");
        var outcomes = records
            .SelectMany(record => record.Outputs.Where(output => output.Endpoint == name).Select(output => (record.Id, Probe: Probe(record, output))))
            .ToDictionary(outcome => outcome.Id, outcome => outcome.Probe, StringComparer.Ordinal);
        QAServeRecord[] history =
        [
            .. records.Select(record => record with { Outputs = [.. record.Outputs.Where(output => output.Endpoint != name)] })
                .Where(record => record.Outputs.Count > 0),
        ];
        return new LeftOutEndpoint(pool[place], new ModelPool(pool.Where(endpoint => endpoint.Name != name)), history, outcomes);
    }

    /// <summary>The probes of a choice.</summary>
    /// <exception cref="EccosException">There are not as many.</exception>
    public IReadOnlyList<Probe> Take(ProbeChoice choice, int count, int seed, ExtensiblePredictor predictor) =>
        choice == ProbeChoice.Random ? Draw(count, seed) : Choose(count, predictor);

    private Probe[] Draw(int count, int seed)
    {
        Probe[] drawn = [.. History.Where(record => _outcomes.ContainsKey(record.Id)).Select(record => _outcomes[record.Id])];
        new Random(seed).Shuffle(drawn);
        return Enough(drawn, count);
    }

    private Probe[] Choose(int count, ExtensiblePredictor predictor)
    {
        // The choice knows nothing of whether the endpoint was asked: those it was not asked are passed over.
        var unasked = History.Count(record => !_outcomes.ContainsKey(record.Id));
        return count == 0
            ? []
            : Enough([.. predictor.SelectProbes(count + unasked).Where(query => _outcomes.ContainsKey(query.Id)).Select(query => _outcomes[query.Id])], count);
    }

    private Probe[] Enough(Probe[] probes, int count) => probes.Length >= count
        ? probes[..count]
        : throw new EccosException($"--probes is {count}; the training records hold {probes.Length} outcomes of '{Endpoint.Name}' on queries that others were asked too.");

    private static Probe Probe(QAServeRecord record, QAServeOutput output) =>
        new(record.ToQuery(), output.Correct) { OutputTokens = output.OutputTokens, CostUsd = output.CostUsd };
}
