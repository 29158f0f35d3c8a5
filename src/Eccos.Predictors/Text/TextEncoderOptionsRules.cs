using System.Globalization;
using Microsoft.Extensions.Options;

namespace Eccos.Predictors;

/// <summary>What the encoder's settings must satisfy.</summary>
internal static class TextEncoderOptionsRules
{
    /// <exception cref="OptionsValidationException">Settings are out of range; the message lists all of them.</exception>
    public static void ThrowIfInvalid(TextEncoderOptions options)
    {
        var breaches = Breaches(options);
        if (breaches.Count > 0)
            throw new OptionsValidationException(nameof(TextEncoderOptions), typeof(TextEncoderOptions), breaches);
    }

    /// <summary>What a trainer's choice of an encoder breaks.</summary>
    /// <param name="owner">The trainer's options.</param>
    /// <param name="encoder">The encoder from elsewhere, if any.</param>
    /// <param name="options">How the default encoder is fitted.</param>
    public static IEnumerable<string> Breaches(string owner, ITextEncoder? encoder, TextEncoderOptions? options)
    {
        if (encoder is { Dimension: < 1 })
            yield return $"{owner}.{nameof(KnnOptions.Encoder)} has {encoder.Dimension} dimensions; it must have at least 1.";
        foreach (var breach in options is null ? [$"{owner}.{nameof(KnnOptions.TextEncoder)} is null; it holds the default encoder's settings."] : Breaches(options))
            yield return breach;
    }

    public static List<string> Breaches(TextEncoderOptions options)
    {
        var breaches = new List<string>();
        Check(options.LatentDimensions is >= 1 and <= 1024, nameof(options.LatentDimensions), options.LatentDimensions, "1 to 1024");
        Check(options.VocabularyLimit is >= 1 and <= 1_000_000, nameof(options.VocabularyLimit), options.VocabularyLimit, "1 to 1,000,000");
        Check(options.MinimumDocumentFrequency >= 1, nameof(options.MinimumDocumentFrequency), options.MinimumDocumentFrequency, "1 or more");
        Check(options.SurfaceWeight is >= 0 and <= 10, nameof(options.SurfaceWeight), options.SurfaceWeight, "0 to 10");
        Check(options.Whitening is >= 0 and <= 1, nameof(options.Whitening), options.Whitening, "0 to 1");
        Check(options.MaxDegreeOfParallelism is null or >= 1, nameof(options.MaxDegreeOfParallelism), options.MaxDegreeOfParallelism, "1 or more, or null");
        return breaches;

        void Check(bool holds, string name, double? value, string allowed)
        {
            if (!holds)
                breaches.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(TextEncoderOptions)}.{name} is {value}; it must be {allowed}."));
        }
    }
}
