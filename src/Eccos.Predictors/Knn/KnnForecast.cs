namespace Eccos.Predictors;

/// <summary>Gathers the predictions of a batch, query by query, from their neighbours' votes; different queries may be written at the same time.</summary>
internal sealed class KnnForecast
{
    /// <summary>No answer is certain, and log-loss stays finite.</summary>
    private const double LeastProbability = 1e-6;

    private readonly ObservationMemory _memory;
    private readonly KnnModel _model;
    private readonly Dictionary<Label, double[]> _means = [];
    private readonly double[] _success;
    private readonly double[] _standardError;
    private readonly Dictionary<Label, double[]> _amounts = [];

    public KnnForecast(ObservationMemory memory, KnnModel model, int queryCount)
    {
        _memory = memory;
        _model = model;
        _success = new double[queryCount * memory.EndpointCount];
        _standardError = new double[_success.Length];
        Depth = memory.SearchDepth(Math.Max(model.Success.Neighbours, model.Amounts.Neighbours));
        _means[Label.Success] = memory.Statistics.Means(Label.Success);
        foreach (var label in (ReadOnlySpan<Label>)[Label.LogOutputTokens, Label.LogCost, Label.PromptOverhead])
        {
            if (!memory.Statistics.Any(label))
                continue;
            _means[label] = memory.Statistics.Means(label);
            _amounts[label] = new double[_success.Length];
        }
    }

    /// <summary>The neighbours that the votes need.</summary>
    public int Depth { get; }

    /// <param name="i">The query's row.</param>
    /// <param name="neighbours">Its neighbours, the closest first.</param>
    /// <param name="query">The query.</param>
    /// <param name="counter">Counts its tokens if it carries no count.</param>
    public void Write(int i, ReadOnlySpan<Neighbour> neighbours, Query query, Lazy<ITokenCounter> counter)
    {
        WriteSuccess(i, neighbours);
        var m = _memory.EndpointCount;
        Span<Vote> votes = m <= 128 ? stackalloc Vote[m] : new Vote[m];
        foreach (var (label, amounts) in _amounts)
        {
            NeighbourVotes.Collect(_memory, neighbours, label, _model.Amounts, except: -1, votes);
            var own = label == Label.PromptOverhead ? query.InputTokens ?? counter.Value.Count(query.Text) : 0;
            for (var j = 0; j < m; j++)
                amounts[(i * m) + j] = Amount(label, j, votes[j].Estimate(_means[label][j], _model.Amounts.Shrinkage), own);
        }
    }

    private void WriteSuccess(int i, ReadOnlySpan<Neighbour> neighbours)
    {
        var m = _memory.EndpointCount;
        Span<Vote> votes = m <= 128 ? stackalloc Vote[m] : new Vote[m];
        NeighbourVotes.Collect(_memory, neighbours, Label.Success, _model.Success, except: -1, votes);
        var s = _model.Success.Shrinkage;
        for (var j = 0; j < m; j++)
        {
            var a = Math.Clamp(votes[j].Estimate(_means[Label.Success][j], s), LeastProbability, 1 - LeastProbability);
            _success[(i * m) + j] = a;
            _standardError[(i * m) + j] = Math.Sqrt(a * (1 - a) / (votes[j].EffectiveCount(s) + 1));
        }
    }

    public Prediction ToPrediction(IReadOnlyList<string> endpoints) => new(endpoints, Matrix(_success), Matrix(_standardError))
    {
        OutputTokens = _amounts.TryGetValue(Label.LogOutputTokens, out var tokens) ? Matrix(tokens) : null,
        InputTokens = _amounts.TryGetValue(Label.PromptOverhead, out var input) ? Matrix(input) : null,
        CostUsd = _amounts.TryGetValue(Label.LogCost, out var costs) ? Matrix(costs) : null,
        HeldOutErrors = _model.Errors,
    };

    private double Amount(Label label, int endpoint, double estimate, int own) => label switch
    {
        Label.LogOutputTokens => Math.Exp(estimate) * _model.TokenFactors[endpoint],
        Label.LogCost => Math.Exp(estimate) * _model.CostFactors[endpoint],
        _ => Math.Max(own + estimate, 0),
    };

    private QueryEndpointMatrix Matrix(double[] values) => new(values, _memory.EndpointCount);
}
