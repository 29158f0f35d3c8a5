namespace Eccos.Predictors;

/// <summary>What the known endpoints' history tells of an endpoint that has none.</summary>
internal sealed class EndpointHistory
{
    private const double LeastTokens = 1;
    private const double LeastCostUsd = 1e-9;

    private readonly Query[] _queries;
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly CapabilityModel _capability;
    private readonly AmountHistory? _tokens;
    private readonly AmountHistory? _costs;

    public EndpointHistory(ModelPool known, TwinnedPrediction outOfFold, TrainingSet set)
        : this(new EndpointHistoryState(
            known,
            [.. set.Records.Select(record => record.ToQuery())],
            new CapabilityModel(Logits(outOfFold.Untwinned), set.Success, Logits(outOfFold.Prediction.Success)),
            AmountHistory.Fit(outOfFold.Prediction.OutputTokens, set.OutputTokens, LeastTokens),
            AmountHistory.Fit(outOfFold.Prediction.CostUsd, set.CostUsd, LeastCostUsd)))
    {
    }

    /// <summary>A history as it was fitted before.</summary>
    public EndpointHistory(EndpointHistoryState state)
    {
        (Known, _queries, _capability, _tokens, _costs) = (state.Known, state.Queries, state.Capability, state.Tokens, state.Costs);
        for (var i = 0; i < _queries.Length; i++)
            _rows.TryAdd(_queries[i].Text, i);
    }

    /// <summary>Everything that was fitted, for saving.</summary>
    public EndpointHistoryState State => new(Known, _queries, _capability, _tokens, _costs);

    /// <summary>The endpoints with history, in the order of the base predictor's columns.</summary>
    public ModelPool Known { get; }

    /// <summary>Whether the history holds a query of this text.</summary>
    public bool Holds(string text) => _rows.ContainsKey(text);

    /// <summary>The queries that tell most.</summary>
    public IReadOnlyList<Query> SelectProbes(int count) =>
        [.. RepresentativeProbes.Select(_capability, [.. _rows.Values.Order()], count).Select(i => _queries[i])];

    /// <summary>Estimates an endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="probes">What it made of some queries.</param>
    /// <param name="predictions">The base predictor's predictions of the probes whose queries the history does not hold, row by row; null when there are none.</param>
    public EstimatedEndpoint Estimate(Endpoint endpoint, IReadOnlyList<Probe> probes, TwinnedPrediction? predictions)
    {
        var next = 0;
        var (evidence, tokens, costs) = Read([.. probes.Select(probe => (Holds(probe.Query.Text) ? -1 : next++, probe))], predictions);
        return new EstimatedEndpoint(
            endpoint,
            _capability.Posterior(_capability.Prior(Known, endpoint), evidence),
            _tokens?.Forecast(Known, endpoint, tokens) ?? EstimatedAmount.Of([.. tokens.Select(probe => probe.Amount)], LeastTokens),
            _costs?.Forecast(Known, endpoint, costs) ?? EstimatedAmount.Of([.. costs.Select(probe => probe.Amount)], LeastCostUsd));
    }

    /// <summary>What is known of an endpoint after labels of placements, which tell what probes do.</summary>
    /// <param name="endpoint">The endpoint as it was known.</param>
    /// <param name="labels">What it made of queries, and the row of each among the predictions.</param>
    /// <param name="predictions">The base predictor's predictions.</param>
    public EstimatedEndpoint Learn(EstimatedEndpoint endpoint, IReadOnlyList<(int Place, Probe Probe)> labels, TwinnedPrediction predictions)
    {
        if (labels.Count == 0)
            return endpoint;
        var (evidence, tokens, costs) = Read(labels, predictions);
        return endpoint with
        {
            Vector = _capability.Posterior(endpoint.Vector, evidence),
            Tokens = EstimatedAmount.Learn(endpoint.Tokens, tokens, LeastTokens),
            Cost = EstimatedAmount.Learn(endpoint.Cost, costs, LeastCostUsd),
        };
    }

    /// <summary>What probes tell of an endpoint's vector, tokens and costs.</summary>
    /// <param name="probes">The probes, and the row of each among the predictions, which is not read when the history holds the text.</param>
    /// <param name="predictions">The base predictor's predictions; null when the history holds all texts.</param>
    private (List<ProbeEvidence> Evidence, List<(int Row, double[] Predicted, double Amount)> Tokens, List<(int Row, double[] Predicted, double Amount)> Costs) Read(
        IReadOnlyList<(int Place, Probe Probe)> probes,
        TwinnedPrediction? predictions)
    {
        var evidence = new List<ProbeEvidence>(probes.Count);
        var tokens = new List<(int Row, double[] Predicted, double Amount)>();
        var costs = new List<(int Row, double[] Predicted, double Amount)>();
        foreach (var (place, probe) in probes)
        {
            var held = _rows.TryGetValue(probe.Query.Text, out var row);
            evidence.Add(held
                ? _capability.Evidence(row, probe.Correct)
                : _capability.Evidence(Logits(predictions!.Prediction.Success.Row(place)), Logits(predictions.Untwinned.Row(place)), probe.Correct));
            if (probe.OutputTokens is { } amount)
                tokens.Add((held ? row : -1, held ? [] : predictions!.Prediction.OutputTokens?.Row(place).ToArray() ?? [], amount));
            if (probe.CostUsd is { } cost)
                costs.Add((held ? row : -1, held ? [] : predictions!.Prediction.CostUsd?.Row(place).ToArray() ?? [], cost));
        }

        return (evidence, tokens, costs);
    }

    /// <summary>A query's features from the base predictor's success probabilities.</summary>
    public double[] Features(TwinnedPrediction predictions, int i)
    {
        var features = new double[_capability.PredictedDimension];
        _capability.ReadFeatures(Logits(predictions.Prediction.Success.Row(i)), Logits(predictions.Untwinned.Row(i)), features);
        return features;
    }

    private static double[] Logits(ReadOnlySpan<double> success)
    {
        var logits = new double[success.Length];
        for (var j = 0; j < logits.Length; j++)
            logits[j] = Logistic.Logit(success[j]);
        return logits;
    }

    private static QueryEndpointMatrix Logits(QueryEndpointMatrix success) => new(Logits(success.Values), success.EndpointCount);
}
