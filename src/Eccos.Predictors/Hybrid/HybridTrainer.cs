namespace Eccos.Predictors;

/// <summary>
/// Fits <see cref="HybridPredictor"/>: forecasts every training query by learners that never saw it, learns from those how to blend, shrink and
/// calibrate, then fits the learners to all queries.
/// </summary>
/// <remarks>Stateless and safe for use from any thread. The same set, options and seed give the same predictor, whatever the number of threads.</remarks>
public sealed class HybridTrainer : ITrainer
{
    private readonly HybridOptions _options;
    private readonly ITokenCounter? _hostCounter;

    /// <summary>Makes a trainer.</summary>
    /// <param name="options">Settings, which must not change afterwards; <see langword="null"/> for the defaults.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Settings are out of range; the message lists all of them.</exception>
    public HybridTrainer(HybridOptions? options = null)
        : this(options, hostCounter: null)
    {
    }

    /// <summary>Makes a trainer that counts with the host's counter unless the options name one.</summary>
    internal HybridTrainer(HybridOptions? options, ITokenCounter? hostCounter)
    {
        _hostCounter = hostCounter;
        _options = options ?? new HybridOptions();
        HybridOptionsRules.ThrowIfInvalid(_options);
    }

    /// <inheritdoc cref="ITrainer.FitAsync"/>
    /// <exception cref="EccosException">The set is empty, or the encoder returned values that are not finite or of another length.</exception>
    public async Task<HybridPredictor> FitAsync(TrainingSet trainingSet, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        (await FitOutOfFoldAsync(trainingSet, progress, cancellationToken).ConfigureAwait(false)).Predictor;

    /// <summary>Fits a predictor and hands out, beside it, the out-of-fold predictions of the training queries that the fit makes anyway.</summary>
    /// <param name="trainingSet">The observations. Nothing else is learned from.</param>
    /// <param name="progress">Told of each step, from whichever thread does the work.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The same predictor as <see cref="FitAsync"/> returns, the out-of-fold predictions and their reliability.</returns>
    /// <exception cref="EccosException">The set is empty, or the encoder returned values that are not finite or of another length.</exception>
    public Task<HybridFitResult> FitOutOfFoldAsync(TrainingSet trainingSet, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainingSet);
        if (trainingSet.Records.Count == 0)
            throw new EccosException("There are no records to train on.");
        var counter = new Lazy<ITokenCounter>(() => _options.TokenCounter ?? _hostCounter ?? new TiktokenCounter());
        return Task.Run(() => new HybridFit(trainingSet, counter, _options, progress, cancellationToken).RunAsync(), cancellationToken);
    }

    async Task<IPredictor> ITrainer.FitAsync(TrainingSet trainingSet, IProgress<FitProgress>? progress, CancellationToken cancellationToken) =>
        await FitAsync(trainingSet, progress, cancellationToken).ConfigureAwait(false);
}
