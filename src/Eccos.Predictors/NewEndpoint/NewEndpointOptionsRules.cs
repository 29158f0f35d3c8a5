using Microsoft.Extensions.Options;

namespace Eccos.Predictors;

/// <summary>What the settings must satisfy.</summary>
internal static class NewEndpointOptionsRules
{
    /// <exception cref="OptionsValidationException">A setting is out of range.</exception>
    public static void ThrowIfInvalid(NewEndpointOptions options)
    {
        if (options.Folds is < 2 or > 20)
        {
            throw new OptionsValidationException(
                nameof(NewEndpointOptions),
                typeof(NewEndpointOptions),
                [$"{nameof(NewEndpointOptions)}.{nameof(options.Folds)} is {options.Folds}; it must be 2 to 20."]);
        }
    }
}
