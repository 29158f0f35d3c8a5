using Microsoft.Extensions.Options;

namespace Eccos.Predictors;

/// <summary>What the settings must satisfy.</summary>
internal static class ModelFileOptionsRules
{
    private static readonly TimeSpan _greatest = TimeSpan.FromDays(24);

    /// <exception cref="OptionsValidationException">A setting is out of range.</exception>
    public static void ThrowIfInvalid(ModelFileOptions options)
    {
        if (options.ReloadInterval is { } interval && (interval <= TimeSpan.Zero || interval > _greatest))
        {
            throw new OptionsValidationException(
                nameof(ModelFileOptions),
                typeof(ModelFileOptions),
                [$"{nameof(ModelFileOptions)}.{nameof(options.ReloadInterval)} is {interval}; it must be more than 0 and at most {_greatest}, or null."]);
        }
    }
}
