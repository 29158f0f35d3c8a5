namespace Eccos.Predictors;

/// <summary>Fits <see cref="KnnPredictor"/>: encodes the training queries and chooses what the options leave open on a validation part of them.</summary>
/// <remarks>Stateless and safe for use from any thread. The same set and seed give the same predictor, whatever the number of threads.</remarks>
public sealed class KnnTrainer : ITrainer
{
    /// <summary>Below this, a validation part says too little to choose by.</summary>
    private const int FewestValidationQueries = 20;

    private const int EnoughValidationQueries = 2000;
    private const int MostCuts = 5;

    private readonly KnnOptions _options;
    private readonly ITokenCounter? _hostCounter;

    /// <summary>Makes a trainer.</summary>
    /// <param name="options">Settings, which must not change afterwards; <see langword="null"/> for the defaults.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Settings are out of range; the message lists all of them.</exception>
    public KnnTrainer(KnnOptions? options = null)
        : this(options, hostCounter: null)
    {
    }

    /// <summary>Makes a trainer that counts with the host's counter unless the options name one.</summary>
    internal KnnTrainer(KnnOptions? options, ITokenCounter? hostCounter)
    {
        _hostCounter = hostCounter;
        _options = options ?? new KnnOptions();
        KnnOptionsRules.ThrowIfInvalid(_options);
    }

    /// <inheritdoc cref="ITrainer.FitAsync"/>
    /// <exception cref="EccosException">The set is empty, or the encoder returned values that are not finite or of another length.</exception>
    public Task<KnnPredictor> FitAsync(TrainingSet trainingSet, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainingSet);
        if (trainingSet.Records.Count == 0)
            throw new EccosException("There are no records to train on.");
        return Task.Run(() => FitCoreAsync(trainingSet, progress, cancellationToken), cancellationToken);
    }

    async Task<IPredictor> ITrainer.FitAsync(TrainingSet trainingSet, IProgress<FitProgress>? progress, CancellationToken cancellationToken) =>
        await FitAsync(trainingSet, progress, cancellationToken).ConfigureAwait(false);

    private async Task<KnnPredictor> FitCoreAsync(TrainingSet set, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var counter = new Lazy<ITokenCounter>(() => _options.TokenCounter ?? _hostCounter ?? new TiktokenCounter());
        var queryTokens = new QueryTokens(counter);
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        progress?.Report(new FitProgress("choosing settings", 0));
        var (success, amounts, loss) = await ChooseAsync(set, queryTokens, parallel).ConfigureAwait(false);

        progress?.Report(new FitProgress("encoding queries", 0.5, loss));
        var encoder = Encoder(set, cancellationToken);
        var memory = await RememberAsync(set, encoder, queryTokens, parallel).ConfigureAwait(false);

        progress?.Report(new FitProgress("correcting tokens and costs", 0.9, loss));
        var model = new KnnModel(
            success,
            amounts,
            Smearing.Factors(memory, Label.LogOutputTokens, amounts, parallel),
            Smearing.Factors(memory, Label.LogCost, amounts, parallel));
        model = model with { Errors = KnnErrors.Measure(set, memory, model, counter, parallel) };
        progress?.Report(new FitProgress("done", 1, loss));
        return new KnnPredictor(set.Endpoints, encoder, counter, memory, model);
    }

    /// <summary>
    /// Cuts the set by different seeds until enough queries were held out, so that a small set's choice does not hang on one cut. The
    /// held-out queries' texts too stay unseen by the encoder of their cut.
    /// </summary>
    private async Task<(NeighbourWeighting Success, NeighbourWeighting Amounts, double? Loss)> ChooseAsync(
        TrainingSet set,
        QueryTokens queryTokens,
        ParallelOptions parallel)
    {
        var success = NeighbourTuning.Over(Label.Success, _options.Neighbours, _options.Shrinkage, _options.Temperature);
        var tokens = NeighbourTuning.Over(Label.LogOutputTokens);
        var costs = NeighbourTuning.Over(Label.LogCost);
        var tried = 0;
        for (var cut = 0; cut < MostCuts && tried < EnoughValidationQueries; cut++)
        {
            var (fit, validation) = set.Split(_options.ValidationFraction, unchecked(_options.Seed + cut));
            if (validation.Records.Count < FewestValidationQueries || fit.Records.Count < FewestValidationQueries)
                continue;
            var encoder = Encoder(fit, parallel.CancellationToken);
            var memory = await RememberAsync(fit, encoder, queryTokens, parallel).ConfigureAwait(false);
            var held = await RememberAsync(validation, encoder, queryTokens, parallel).ConfigureAwait(false);
            NeighbourTuning.Add([success, tokens, costs], memory, held, parallel);
            tried += validation.Records.Count;
        }

        var chosen = success.BestLoss is null ? Given(NeighbourWeighting.Default) : success.Best;
        var amounts = tokens.BestLoss is not null ? tokens.Best : costs.BestLoss is not null ? costs.Best : chosen;
        return (chosen, amounts, success.BestLoss);
    }

    private NeighbourWeighting Given(NeighbourWeighting otherwise) => new(
        _options.Neighbours ?? otherwise.Neighbours,
        _options.Shrinkage ?? otherwise.Shrinkage,
        _options.Temperature ?? otherwise.Temperature);

    private ITextEncoder Encoder(TrainingSet set, CancellationToken cancellationToken) =>
        _options.Encoder ?? HashedTextEncoder.Fit([.. set.Records.Select(record => record.Query)], _options.TextEncoder, cancellationToken);

    private static ValueTask<ObservationMemory> RememberAsync(
        TrainingSet set,
        ITextEncoder encoder,
        QueryTokens queryTokens,
        ParallelOptions parallel) =>
        KnnPredictor.RememberAsync(
            ObservationMemory.Empty(encoder.Dimension, set.Endpoints.Count),
            set,
            [.. Enumerable.Range(0, set.Endpoints.Count)],
            encoder,
            queryTokens,
            parallel);
}
