using static Eccos.Optimization.OptionRules;

namespace Eccos.Optimization;

/// <summary>What <see cref="PriceDirectedOptions"/> must satisfy.</summary>
internal static class PriceDirectedOptionsRules
{
    /// <exception cref="ArgumentException">Lists every breach with its value.</exception>
    public static void Check(PriceDirectedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var breaches = Breaches(options).ToList();
        if (breaches.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, breaches), nameof(options));
    }

    private static IEnumerable<string> Breaches(PriceDirectedOptions options)
    {
        if (options.SampleSize is < 16 or > 100_000)
            yield return Invariant($"{nameof(options.SampleSize)} is {options.SampleSize}; it is 16 to 100000.");
        if (options.SolveEvery < 1)
            yield return Invariant($"{nameof(options.SolveEvery)} is {options.SolveEvery}; it is at least 1.");
        if (options.RepayOver < 1)
            yield return Invariant($"{nameof(options.RepayOver)} is {options.RepayOver}; it is at least 1.");
        if (options.MixOver < options.RepayOver)
            yield return Invariant($"{nameof(options.MixOver)} is {options.MixOver}; it is at least {nameof(options.RepayOver)}, {options.RepayOver}.");
        if (!(options.Confidence >= 0 && options.Confidence <= 10))
            yield return Invariant($"{nameof(options.Confidence)} is {options.Confidence}; it lies in [0, 10].");
        if (!(options.MostOwed >= 0 && double.IsFinite(options.MostOwed)))
            yield return Invariant($"{nameof(options.MostOwed)} is {options.MostOwed}; it is finite and at least 0.");
    }
}
