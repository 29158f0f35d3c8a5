using Microsoft.Extensions.Options;

namespace Eccos.Predictors;

/// <summary>What the settings must satisfy.</summary>
internal static class ModelFileOptionsRules
{
    private static readonly TimeSpan _least = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan _greatest = TimeSpan.FromDays(24);

    /// <exception cref="OptionsValidationException">A setting is out of range.</exception>
    public static void ThrowIfInvalid(ModelFileOptions options)
    {
        var breaches = new List<string>();
        if (options.ReloadInterval is { } interval && (interval < _least || interval > _greatest))
            breaches.Add($"{nameof(ModelFileOptions)}.{nameof(options.ReloadInterval)} is {interval}; it must be at least {_least} and at most {_greatest}, or null.");
        if (options.MostAdded is < 0 or > GrowingPredictor.HighestMostAdded)
            breaches.Add($"{nameof(ModelFileOptions)}.{nameof(options.MostAdded)} is {options.MostAdded}; it must be 0 to 1,000,000.");
        if (breaches.Count > 0)
            throw new OptionsValidationException(nameof(ModelFileOptions), typeof(ModelFileOptions), breaches);
    }
}
