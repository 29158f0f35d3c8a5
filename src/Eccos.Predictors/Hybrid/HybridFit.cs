namespace Eccos.Predictors;

/// <summary>The course of a fit: folds, neighbour settings, out-of-fold forecasts, blend, final learners.</summary>
internal sealed class HybridFit
{
    private readonly TrainingSet _set;
    private readonly HybridOptions _options;
    private readonly IProgress<FitProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly Lazy<ITokenCounter> _counter;
    private readonly QueryTokens _tokens;
    private readonly ParallelOptions _parallel;
    private readonly AmountModel _amounts;
    private readonly SourceNames? _sources;

    public HybridFit(TrainingSet set, Lazy<ITokenCounter> counter, HybridOptions options, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        (_set, _counter, _options, _progress, _cancellationToken) = (set, counter, options, progress, cancellationToken);
        _tokens = new QueryTokens(counter);
        _parallel = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = options.MaxDegreeOfParallelism ?? Environment.ProcessorCount,
        };
        _amounts = AmountModel.Fit(set, _tokens);
        _sources = SourceNames.Of(set);
    }

    public async Task<HybridFitResult> RunAsync()
    {
        var fold = QueryFolds.Of(_set, _options.Folds, _options.Seed);
        var folds = fold.Length > 0 ? _options.Folds : 0;
        var samples = new FoldSample[folds];
        for (var f = 0; f < folds; f++)
        {
            Report("encoding queries", 0.1 * f / folds);
            samples[f] = await SampleAsync(f, fold).ConfigureAwait(false);
        }

        var (success, amounts) = Tune(samples);
        var outOfFold = new BaseForecast(BaseLearners.CountOf(_sources is not null), folds > 0 ? _set.Records.Count : 0, _set.Endpoints.Count, _sources?.Count ?? 0);
        for (var f = 0; f < folds; f++)
        {
            Report($"fold {f + 1} of {folds}", 0.1 + (0.6 * f / folds));
            samples[f].Forecast(Fit(samples[f].Set, samples[f].Encoding, samples[f].Vectors, samples[f].Memory, success, amounts, _options.FoldMembers), outOfFold, _parallel);
        }

        Report("blending", 0.7);
        var (model, reliability, twins) = new HybridBlend(_set, _amounts, _options, _counter, _parallel).Fit(outOfFold, fold, folds);

        Report("fitting all learners to all queries", 0.75, reliability.LogLoss);
        var (encoding, vectors) = await EncodeAsync(_set).ConfigureAwait(false);
        var learners = Fit(_set, encoding, vectors, Remember(_set, vectors), success, amounts, _options.Mlp.Members);
        var predictor = new HybridPredictor(_set.Endpoints, learners, model, reliability, _counter);
        TwinnedPrediction? twinned = null;
        if (folds > 0)
        {
            Report("measuring errors", 0.98, reliability.LogLoss);
            var blended = predictor.Blend(outOfFold, [.. _set.Records.Select(record => record.ToQuery())], twins);
            predictor = new HybridPredictor(_set.Endpoints, learners, model, reliability, _counter, HeldOutErrors.Measure(_set, blended));
            twinned = new TwinnedPrediction(blended.WithHeldOutErrors(predictor.HeldOutErrors), predictor.Untwinned(outOfFold));
        }

        Report("done", 1, reliability.LogLoss);
        return new HybridFitResult(predictor, twinned);
    }

    private async Task<FoldSample> SampleAsync(int f, int[] fold)
    {
        var (rest, held) = (Records(fold, other => other != f), Records(fold, other => other == f));
        var (encoding, vectors) = await EncodeAsync(rest).ConfigureAwait(false);
        var heldVectors = new DenseMatrix(held.Records.Count, encoding.Width);
        await encoding.EncodeAsync([.. held.Records.Select(record => record.Query)], heldVectors.Values, _parallel).ConfigureAwait(false);
        return new FoldSample(
            rest,
            encoding,
            vectors,
            Remember(rest, vectors),
            [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] != f)],
            held,
            [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] == f)],
            heldVectors,
            Remember(held, heldVectors));
    }

    /// <summary>By their place, because the ids of records from several files may repeat.</summary>
    private TrainingSet Records(int[] fold, Func<int, bool> taken)
    {
        var i = 0;
        return _set.Where(_ => taken(fold[i++]));
    }

    private async Task<(QueryEncoding Encoding, DenseMatrix Vectors)> EncodeAsync(TrainingSet set)
    {
        var encoding = QueryEncoding.Create(set, _options.Encoder, _options.JoinDefaultEncoder, _options.TextEncoder, _parallel);
        var vectors = new DenseMatrix(set.Records.Count, encoding.Width);
        await encoding.EncodeAsync([.. set.Records.Select(record => record.Query)], vectors.Values, _parallel).ConfigureAwait(false);
        return (encoding, vectors);
    }

    private ObservationMemory Remember(TrainingSet set, DenseMatrix vectors) =>
        ObservationMemory.Empty(vectors.ColumnCount, set.Endpoints.Count)
            .Add(vectors.Values, LabelRows.Create(set, [.. Enumerable.Range(0, set.Endpoints.Count)], set.Endpoints.Count, _tokens), _parallel);

    private (NeighbourWeighting Success, NeighbourWeighting Amounts) Tune(FoldSample[] samples)
    {
        var success = NeighbourTuning.Over(Label.Success);
        var tokens = NeighbourTuning.Over(Label.LogOutputTokens);
        var costs = NeighbourTuning.Over(Label.LogCost);
        foreach (var sample in samples)
            NeighbourTuning.Add([success, tokens, costs], sample.Memory, sample.HeldMemory, _parallel);

        var chosen = success.BestLoss is null ? NeighbourWeighting.Default : success.Best;
        return (chosen, tokens.BestLoss is not null ? tokens.Best : costs.BestLoss is not null ? costs.Best : chosen);
    }

    private BaseLearners Fit(
        TrainingSet set,
        QueryEncoding encoding,
        DenseMatrix vectors,
        ObservationMemory memory,
        NeighbourWeighting success,
        NeighbourWeighting amounts,
        int members)
    {
        var m = set.Endpoints.Count;
        var scores = Array.ConvertAll(set.Success.Values.ToArray(), value => (float)value);
        var z = _amounts.Labels(set);
        var (mlp, _) = MlpFit.Fit(set, vectors, _amounts, twins: [], NetworkOptions(members), progress: null, _cancellationToken);
        _cancellationToken.ThrowIfCancellationRequested();
        string[] texts = [.. set.Records.Select(record => record.Query)];
        var kernel = KernelModel.Fit(texts, scores, z, m, new KernelOptions { Seed = _options.Seed }, KernelModel.Penalties, _parallel);
        var linear = LinearModel.Fit(vectors, scores, z, m, LinearModel.Penalties, _parallel);
        var source = _sources is null ? null : SourceFit.Fit(_sources.Label(set), vectors, scores, z, m, _parallel);
        return new BaseLearners(encoding, memory, TwinMemory.Of(texts), success, amounts, mlp, linear, kernel, source);
    }

    private MlpOptions NetworkOptions(int members) => new()
    {
        HiddenLayers = _options.Mlp.HiddenLayers,
        EmbeddingLength = _options.Mlp.EmbeddingLength,
        Members = members,
        LengthBuckets = _options.Mlp.LengthBuckets,
        LengthEdges = _options.Mlp.LengthEdges,
        LengthWeight = _options.Mlp.LengthWeight,
        Dropout = _options.Mlp.Dropout,
        InputDropout = _options.Mlp.InputDropout,
        LearningRate = _options.Mlp.LearningRate,
        WeightDecay = _options.Mlp.WeightDecay,
        InteractionDecay = _options.Mlp.InteractionDecay,
        BatchSize = _options.Mlp.BatchSize,
        MaxEpochs = _options.Mlp.MaxEpochs,
        Patience = _options.Mlp.Patience,
        ValidationFraction = _options.Mlp.ValidationFraction,
        Seed = _options.Seed,
        MaxDegreeOfParallelism = _options.MaxDegreeOfParallelism,
    };

    private void Report(string step, double fraction, double? loss = null) => _progress?.Report(new FitProgress(step, fraction, loss));
}
