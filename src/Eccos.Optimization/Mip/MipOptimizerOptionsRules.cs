using System.Globalization;
using Microsoft.Extensions.Options;

namespace Eccos.Optimization;

/// <summary>What <see cref="MipOptimizerOptions"/> must satisfy.</summary>
internal static class MipOptimizerOptionsRules
{
    /// <summary>The longest time a timer can wait for.</summary>
    private static readonly TimeSpan _longestTimeLimit = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <exception cref="OptionsValidationException">Lists every breach with its value.</exception>
    public static void Check(MipOptimizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var breaches = Breaches(options).ToList();
        if (breaches.Count > 0)
            throw new OptionsValidationException(nameof(MipOptimizerOptions), typeof(MipOptimizerOptions), breaches);
    }

    private static IEnumerable<string> Breaches(MipOptimizerOptions options)
    {
        if (!Enum.IsDefined(options.Solver))
            yield return $"{nameof(options.Solver)} is {options.Solver}; it is one of {string.Join(", ", Enum.GetNames<MipSolver>())}.";
        if (options.TimeLimit is { } limit && (limit <= TimeSpan.Zero || limit > _longestTimeLimit))
            yield return Invariant($"{nameof(options.TimeLimit)} is {limit}; it is more than zero and at most {_longestTimeLimit}, or null for none.");
        if (!(options.RelativeGap >= 0 && options.RelativeGap < 1))
            yield return Invariant($"{nameof(options.RelativeGap)} is {options.RelativeGap}; it is at least 0 and less than 1.");
        if (options.Seed < 0)
            yield return Invariant($"{nameof(options.Seed)} is {options.Seed}; it is at least 0.");
        if (options.Threads is < 1 or > 256)
            yield return Invariant($"{nameof(options.Threads)} is {options.Threads}; it is 1 to 256.");
        if (options is { Threads: > 1, Solver: MipSolver.Scip })
            yield return Invariant($"{nameof(options.Threads)} is {options.Threads}; {MipSolver.Scip} works on 1 thread only.");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
