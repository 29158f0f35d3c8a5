using System.Globalization;
using Microsoft.Extensions.Options;

namespace Eccos.Predictors;

/// <summary>What the MLP's settings must satisfy.</summary>
internal static class MlpOptionsRules
{
    /// <exception cref="OptionsValidationException">Settings are out of range; the message lists all of them.</exception>
    public static void ThrowIfInvalid(MlpOptions options)
    {
        var breaches = Breaches(options);
        breaches.AddRange(TextEncoderOptionsRules.Breaches(nameof(MlpOptions), options.Encoder, options.TextEncoder));
        if (breaches.Count > 0)
            throw new OptionsValidationException(nameof(MlpOptions), typeof(MlpOptions), breaches);
    }

    /// <summary>What the settings of the networks alone break, which are all that a hybrid reads.</summary>
    public static List<string> Breaches(MlpOptions options)
    {
        var breaches = new List<string>();
        if (options.HiddenLayers is null || options.HiddenLayers.Count > 8)
            breaches.Add($"{nameof(MlpOptions)}.{nameof(MlpOptions.HiddenLayers)} holds {options.HiddenLayers?.Count.ToString(CultureInfo.InvariantCulture) ?? "null"} layers; it must hold up to 8.");
        foreach (var width in options.HiddenLayers ?? [])
            Check(width is >= 1 and <= 4096, nameof(options.HiddenLayers), width, "1 to 4096 in every layer");
        Check(options.EmbeddingLength is >= 1 and <= 1024, nameof(options.EmbeddingLength), options.EmbeddingLength, "1 to 1024");
        Check(options.Members is >= 1 and <= 64, nameof(options.Members), options.Members, "1 to 64");
        Check(options.LengthBuckets is >= 2 and <= 256, nameof(options.LengthBuckets), options.LengthBuckets, "2 to 256");
        Check(Enum.IsDefined(options.LengthEdges), nameof(options.LengthEdges), (int)options.LengthEdges, "a named value");
        Check(options.LengthWeight is >= 0 and <= 100, nameof(options.LengthWeight), options.LengthWeight, "0 to 100");
        Check(options.Dropout is >= 0 and < 1, nameof(options.Dropout), options.Dropout, "0 or more and less than 1");
        Check(options.InputDropout is >= 0 and < 1, nameof(options.InputDropout), options.InputDropout, "0 or more and less than 1");
        Check(options.LearningRate is > 0 and <= 1, nameof(options.LearningRate), options.LearningRate, "greater than 0 and at most 1");
        Check(options.WeightDecay is >= 0 and <= 100, nameof(options.WeightDecay), options.WeightDecay, "0 to 100");
        Check(options.InteractionDecay is >= 0 and <= 100, nameof(options.InteractionDecay), options.InteractionDecay, "0 to 100");
        Check(options.BatchSize is >= 1 and <= 65_536, nameof(options.BatchSize), options.BatchSize, "1 to 65,536");
        Check(options.MaxEpochs is >= 1 and <= 10_000, nameof(options.MaxEpochs), options.MaxEpochs, "1 to 10,000");
        Check(options.Patience >= 1, nameof(options.Patience), options.Patience, "1 or more");
        Check(options.ValidationFraction is > 0 and <= 0.5, nameof(options.ValidationFraction), options.ValidationFraction, "greater than 0 and at most 0.5");
        Check(options.MaxDegreeOfParallelism is null or >= 1, nameof(options.MaxDegreeOfParallelism), options.MaxDegreeOfParallelism ?? 0, "1 or more, or null");
        return breaches;

        void Check(bool holds, string name, double value, string allowed)
        {
            if (!holds)
                breaches.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(MlpOptions)}.{name} is {value}; it must be {allowed}."));
        }
    }
}
