using Eccos;
using Eccos.Predictors;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the hybrid predictor to a scheduler, and a <see cref="TiktokenCounter"/> unless the host has a token counter.</summary>
public static class HybridPredictorBuilderExtensions
{
    /// <summary>Lets the scheduler predict with a <see cref="HybridPredictor"/> fitted to a file of QAServe records for the scheduler's pool, whose neighbours learn from the labels of placements.</summary>
    /// <remarks>
    /// The file is read and the predictor fitted once, when the first prediction is asked for; whoever asks meanwhile waits for the same
    /// fit. An error of the file or of the fit reaches everyone who asks.
    /// </remarks>
    /// <param name="builder">The scheduler.</param>
    /// <param name="recordsPath">The records as JSON Lines, plain or gzip.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="OptionsValidationException">Options are out of range; the message lists all of them.</exception>
    public static IEccosBuilder AddHybridPredictor(this IEccosBuilder builder, string recordsPath, Action<HybridOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(recordsPath);
        var options = new HybridOptions();
        configure?.Invoke(options);
        HybridOptionsRules.ThrowIfInvalid(options);
        builder.Services.TryAddSingleton<ITokenCounter, TiktokenCounter>();
        return builder.AddPredictor(services =>
        {
            var pool = new ModelPool(services.GetRequiredService<IOptionsMonitor<EccosOptions>>().Get(builder.Name).Endpoints);
            var trainer = new HybridTrainer(options, services.GetRequiredService<ITokenCounter>());
            return new GrowingPredictor(async () => await trainer.FitAsync(await RecordFilePredictor.ReadAsync(pool, recordsPath).ConfigureAwait(false)).ConfigureAwait(false), options.MostAdded);
        });
    }

    /// <summary>Lets the scheduler predict with a fitted predictor, which stays as it is; hand a <see cref="GrowingPredictor"/> to <c>AddPredictor</c> to have it learn.</summary>
    /// <param name="builder">The scheduler.</param>
    /// <param name="predictor">The predictor; it covers at least the scheduler's pool.</param>
    /// <returns>The builder.</returns>
    public static IEccosBuilder AddHybridPredictor(this IEccosBuilder builder, HybridPredictor predictor)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predictor);
        builder.Services.TryAddSingleton<ITokenCounter, TiktokenCounter>();
        return builder.AddPredictor(_ => predictor);
    }
}
