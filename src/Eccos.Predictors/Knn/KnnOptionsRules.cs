using System.Globalization;
using Microsoft.Extensions.Options;

namespace Eccos.Predictors;

/// <summary>What the settings of k-nearest neighbours must satisfy.</summary>
internal static class KnnOptionsRules
{
    /// <exception cref="OptionsValidationException">Settings are out of range; the message lists all of them.</exception>
    public static void ThrowIfInvalid(KnnOptions options)
    {
        var breaches = new List<string>();
        Check(options.Neighbours is null or (>= 1 and <= 10_000), nameof(options.Neighbours), options.Neighbours, "1 to 10,000, or null");
        Check(options.Shrinkage is null or (>= 1e-6 and <= 1e6), nameof(options.Shrinkage), options.Shrinkage, "0.000001 to 1,000,000, or null");
        Check(options.Temperature is null or (>= 0.01 and <= 1000), nameof(options.Temperature), options.Temperature, "0.01 to 1,000, or null");
        Check(options.ValidationFraction is > 0 and <= 0.5, nameof(options.ValidationFraction), options.ValidationFraction, "greater than 0 and at most 0.5");
        Check(options.MostAdded is >= 0 and <= GrowingPredictor.HighestMostAdded, nameof(options.MostAdded), options.MostAdded, "0 to 1,000,000");
        breaches.AddRange(TextEncoderOptionsRules.Breaches(nameof(KnnOptions), options.Encoder, options.TextEncoder));
        if (breaches.Count > 0)
            throw new OptionsValidationException(nameof(KnnOptions), typeof(KnnOptions), breaches);

        void Check(bool holds, string name, double? value, string allowed)
        {
            if (!holds)
                breaches.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(KnnOptions)}.{name} is {value}; it must be {allowed}."));
        }
    }
}
