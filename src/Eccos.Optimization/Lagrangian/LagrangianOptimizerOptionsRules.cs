using static Eccos.Optimization.OptionRules;

namespace Eccos.Optimization;

/// <summary>What <see cref="LagrangianOptimizerOptions"/> must satisfy.</summary>
internal static class LagrangianOptimizerOptionsRules
{
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Lists every breach with its value.</exception>
    public static void Check(LagrangianOptimizerOptions options) => OptionRules.Check(options, Breaches);

    private static IEnumerable<string> Breaches(LagrangianOptimizerOptions options)
    {
        if (options.Iterations < 1)
            yield return Invariant($"{nameof(options.Iterations)} is {options.Iterations}; it is at least 1.");
        if (!(options.StepFactor > 0 && options.StepFactor < 2))
            yield return Invariant($"{nameof(options.StepFactor)} is {options.StepFactor}; it is more than 0 and less than 2.");
        if (options.Patience < 1)
            yield return Invariant($"{nameof(options.Patience)} is {options.Patience}; it is at least 1.");
        foreach (var breach in Stopping(options.RelativeGap, options.TimeLimit))
            yield return breach;
    }
}
