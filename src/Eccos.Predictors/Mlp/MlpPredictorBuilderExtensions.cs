using Eccos;
using Eccos.Predictors;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the trained two-tower predictor to a scheduler, and a <see cref="TiktokenCounter"/> unless the host has a token counter.</summary>
public static class MlpPredictorBuilderExtensions
{
    /// <summary>Lets the scheduler predict with an <see cref="MlpPredictor"/> fitted to a file of QAServe records for the scheduler's pool.</summary>
    /// <remarks>
    /// The file is read and the predictor fitted once, when the first prediction is asked for; whoever asks meanwhile waits for the same
    /// fit. An error of the file or of the fit reaches everyone who asks.
    /// </remarks>
    /// <param name="builder">The scheduler.</param>
    /// <param name="recordsPath">The records as JSON Lines, plain or gzip.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="OptionsValidationException">Options are out of range; the message lists all of them.</exception>
    public static IEccosBuilder AddMlpPredictor(this IEccosBuilder builder, string recordsPath, Action<MlpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(recordsPath);
        var options = new MlpOptions();
        configure?.Invoke(options);
        MlpOptionsRules.ThrowIfInvalid(options);
        builder.Services.TryAddSingleton<ITokenCounter, TiktokenCounter>();
        return builder.AddPredictor(services =>
        {
            var pool = new ModelPool(services.GetRequiredService<IOptionsMonitor<EccosOptions>>().Get(builder.Name).Endpoints);
            return new RecordFilePredictor(pool, recordsPath, new MlpTrainer(options, services.GetRequiredService<ITokenCounter>()));
        });
    }

    /// <summary>Lets the scheduler predict with a fitted predictor.</summary>
    /// <param name="builder">The scheduler.</param>
    /// <param name="predictor">The predictor; it covers at least the scheduler's pool.</param>
    /// <returns>The builder.</returns>
    public static IEccosBuilder AddMlpPredictor(this IEccosBuilder builder, MlpPredictor predictor)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(predictor);
        builder.Services.TryAddSingleton<ITokenCounter, TiktokenCounter>();
        return builder.AddPredictor(_ => predictor);
    }
}
