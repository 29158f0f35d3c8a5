using static Eccos.Optimization.OptionRules;

namespace Eccos.Optimization;

/// <summary>What <see cref="MipOptimizerOptions"/> must satisfy.</summary>
internal static class MipOptimizerOptionsRules
{
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">Lists every breach with its value.</exception>
    public static void Check(MipOptimizerOptions options) => OptionRules.Check(options, Breaches);

    private static IEnumerable<string> Breaches(MipOptimizerOptions options)
    {
        if (!Enum.IsDefined(options.Solver))
            yield return $"{nameof(options.Solver)} is {options.Solver}; it is one of {string.Join(", ", Enum.GetNames<MipSolver>())}.";
        foreach (var breach in Stopping(options.RelativeGap, options.TimeLimit))
            yield return breach;
        if (options.Seed < 0)
            yield return Invariant($"{nameof(options.Seed)} is {options.Seed}; it is at least 0.");
        if (options.Threads is < 1 or > 256)
            yield return Invariant($"{nameof(options.Threads)} is {options.Threads}; it is 1 to 256.");
        if (options is { Threads: > 1, Solver: MipSolver.Scip })
            yield return Invariant($"{nameof(options.Threads)} is {options.Threads}; {MipSolver.Scip} works on 1 thread only.");
    }
}
