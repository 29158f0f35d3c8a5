namespace Eccos.Predictors;

/// <summary>Fits <see cref="MlpPredictor"/>: encodes the training queries and trains several networks by back-propagation.</summary>
/// <remarks>
/// Stateless and safe for use from any thread. The same set, options and seed give the same predictor, whatever the number of threads.
/// Cancelled while networks train, it returns what is best so far; cancelled before, it throws <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed class MlpTrainer : ITrainer
{
    private readonly MlpOptions _options;
    private readonly ITokenCounter? _hostCounter;

    /// <summary>Makes a trainer.</summary>
    /// <param name="options">Settings, which must not change afterwards; <see langword="null"/> for the defaults.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Settings are out of range; the message lists all of them.</exception>
    public MlpTrainer(MlpOptions? options = null)
        : this(options, hostCounter: null)
    {
    }

    /// <summary>Makes a trainer that counts with the host's counter unless the options name one.</summary>
    internal MlpTrainer(MlpOptions? options, ITokenCounter? hostCounter)
    {
        _hostCounter = hostCounter;
        _options = options ?? new MlpOptions();
        MlpOptionsRules.ThrowIfInvalid(_options);
    }

    /// <inheritdoc cref="ITrainer.FitAsync"/>
    /// <exception cref="EccosException">The set is empty, or the encoder returned values that are not finite or of another length.</exception>
    public Task<MlpPredictor> FitAsync(TrainingSet trainingSet, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainingSet);
        if (trainingSet.Records.Count == 0)
            throw new EccosException("There are no records to train on.");
        return Task.Run(
            async () =>
            {
                var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = _options.MaxDegreeOfParallelism ?? Environment.ProcessorCount };
                var encoding = QueryEncoding.Create(trainingSet, _options.Encoder, _options.JoinDefaultEncoder, _options.TextEncoder, parallel);
                var counter = new Lazy<ITokenCounter>(() => _options.TokenCounter ?? _hostCounter ?? new TiktokenCounter());
                return await MlpFit.RunAsync(trainingSet, encoding, counter, _options, progress, parallel).ConfigureAwait(false);
            },
            cancellationToken);
    }

    async Task<IPredictor> ITrainer.FitAsync(TrainingSet trainingSet, IProgress<FitProgress>? progress, CancellationToken cancellationToken) =>
        await FitAsync(trainingSet, progress, cancellationToken).ConfigureAwait(false);
}
