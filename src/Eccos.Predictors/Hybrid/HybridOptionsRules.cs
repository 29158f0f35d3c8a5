using System.Globalization;
using Microsoft.Extensions.Options;

namespace Eccos.Predictors;

/// <summary>What the hybrid's settings must satisfy.</summary>
internal static class HybridOptionsRules
{
    /// <exception cref="OptionsValidationException">Settings are out of range; the message lists all of them.</exception>
    public static void ThrowIfInvalid(HybridOptions options)
    {
        var breaches = new List<string>();
        Check(options.Folds is >= 2 and <= 20, nameof(options.Folds), options.Folds, "2 to 20");
        Check(options.FoldMembers is >= 1 and <= 64, nameof(options.FoldMembers), options.FoldMembers, "1 to 64");
        Check(options.InteractionRank is null or (>= 0 and <= 1000), nameof(options.InteractionRank), options.InteractionRank ?? 0, "0 to 1000, or null");
        Check(options.InteractionStrength is null or (>= 0 and <= 1), nameof(options.InteractionStrength), options.InteractionStrength ?? 0, "0 to 1, or null");
        Check(options.MaxDegreeOfParallelism is null or >= 1, nameof(options.MaxDegreeOfParallelism), options.MaxDegreeOfParallelism ?? 0, "1 or more, or null");
        Check(options.MostAdded is >= 0 and <= GrowingPredictor.HighestMostAdded, nameof(options.MostAdded), options.MostAdded, "0 to 1,000,000");
        if (options.Mlp is null)
            breaches.Add($"{nameof(HybridOptions)}.{nameof(HybridOptions.Mlp)} is null; it holds the network's settings.");
        else
            breaches.AddRange(MlpOptionsRules.Breaches(options.Mlp));
        breaches.AddRange(TextEncoderOptionsRules.Breaches(nameof(HybridOptions), options.Encoder, options.TextEncoder));
        if (breaches.Count > 0)
            throw new OptionsValidationException(nameof(HybridOptions), typeof(HybridOptions), breaches);

        void Check(bool holds, string name, double value, string allowed)
        {
            if (!holds)
                breaches.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(HybridOptions)}.{name} is {value}; it must be {allowed}."));
        }
    }
}
