using System.Globalization;
using Microsoft.Extensions.Options;

namespace Eccos.Optimization;

/// <summary>What <see cref="LagrangianOptimizerOptions"/> must satisfy.</summary>
internal static class LagrangianOptimizerOptionsRules
{
    /// <summary>The longest time a timer can wait for.</summary>
    private static readonly TimeSpan _longestTimeLimit = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <exception cref="OptionsValidationException">Lists every breach with its value.</exception>
    public static void Check(LagrangianOptimizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var breaches = Breaches(options).ToList();
        if (breaches.Count > 0)
            throw new OptionsValidationException(nameof(LagrangianOptimizerOptions), typeof(LagrangianOptimizerOptions), breaches);
    }

    private static IEnumerable<string> Breaches(LagrangianOptimizerOptions options)
    {
        if (options.Iterations < 1)
            yield return Invariant($"{nameof(options.Iterations)} is {options.Iterations}; it is at least 1.");
        if (!(options.RelativeGap >= 0 && options.RelativeGap < 1))
            yield return Invariant($"{nameof(options.RelativeGap)} is {options.RelativeGap}; it is at least 0 and less than 1.");
        if (!(options.StepFactor > 0 && options.StepFactor < 2))
            yield return Invariant($"{nameof(options.StepFactor)} is {options.StepFactor}; it is more than 0 and less than 2.");
        if (options.Patience < 1)
            yield return Invariant($"{nameof(options.Patience)} is {options.Patience}; it is at least 1.");
        if (options.TimeLimit is { } limit && (limit <= TimeSpan.Zero || limit > _longestTimeLimit))
            yield return Invariant($"{nameof(options.TimeLimit)} is {limit}; it is more than zero and at most {_longestTimeLimit}, or null for none.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
