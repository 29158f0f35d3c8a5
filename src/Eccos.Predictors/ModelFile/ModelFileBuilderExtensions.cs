using Eccos;
using Eccos.Predictors;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a saved predictor to a scheduler, and a <see cref="TiktokenCounter"/> unless the host has a token counter.</summary>
public static class ModelFileBuilderExtensions
{
    /// <summary>Lets the scheduler predict with the predictor of a model file, and with that of its successor when the file changes.</summary>
    /// <remarks>
    /// The file is loaded when the scheduler is made, and an error is raised there. Later on, a file that is missing, broken or lacks an
    /// endpoint of the scheduler's pool is logged, and the predictor loaded before stays. Batches being predicted are not disturbed.
    /// Neighbours, those of a hybrid included, learn from the labels of placements; a network alone has no memory to learn in.
    /// </remarks>
    /// <param name="builder">The scheduler.</param>
    /// <param name="path">The file, written by <see cref="PredictorFile.SaveAsync"/>.</param>
    /// <param name="configure">Sets the options; <see langword="null"/> for the defaults.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="OptionsValidationException">An option is out of range.</exception>
    public static IEccosBuilder AddModelFile(this IEccosBuilder builder, string path, Action<ModelFileOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var options = new ModelFileOptions();
        configure?.Invoke(options);
        ModelFileOptionsRules.ThrowIfInvalid(options);
        builder.Services.TryAddSingleton<ITokenCounter, TiktokenCounter>();
        return builder.AddPredictor(services => new ReloadingPredictor(
            path,
            [.. services.GetRequiredService<IOptionsMonitor<EccosOptions>>().Get(builder.Name).Endpoints.Select(endpoint => endpoint.Name)],
            options.Counting(options.File.TokenCounter ?? services.GetRequiredService<ITokenCounter>()),
            services.GetService<TimeProvider>(),
            services.GetService<ILogger<ReloadingPredictor>>()));
    }
}
