using Microsoft.Extensions.Options;

namespace Eccos;

/// <summary>Checks the options by the rules of the pool and of the goal.</summary>
internal sealed class EccosOptionsValidator : IValidateOptions<EccosOptions>
{
    public ValidateOptionsResult Validate(string? name, EccosOptions options)
    {
        List<string> breaches =
        [
            .. EndpointRules.Breaches([.. options.Endpoints]),
            .. SchedulingGoalRules.Breaches(options.Goal),
            .. CapacityRules.Breaches(options),
            .. HealthRules.Breaches(options.Health),
            .. FeedbackRules.Breaches(options.Feedback),
            .. StreamingRules.Breaches(options.Streaming),
        ];
        return breaches.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(breaches);
    }

    /// <exception cref="OptionsValidationException">Lists every breach with its value.</exception>
    public static void ThrowIfInvalid(EccosOptions options)
    {
        var result = new EccosOptionsValidator().Validate(null, options);
        if (result.Failed)
            throw new OptionsValidationException(Options.DefaultName, typeof(EccosOptions), result.Failures);
    }
}
