namespace Eccos.Predictors;

/// <summary>What a model file does not hold and a host gives when it loads one.</summary>
public sealed class PredictorFileOptions
{
    /// <summary>The host's own text encoder, for a predictor that was fitted with it; it must be the same one.</summary>
    /// <value><see langword="null"/>, the default, for a predictor with the default encoder, which the file holds.</value>
    public ITextEncoder? Encoder { get; set; }

    /// <summary>Counts the tokens of queries that carry no count of their own.</summary>
    /// <value><see langword="null"/>, the default, for a <see cref="TiktokenCounter"/>.</value>
    public ITokenCounter? TokenCounter { get; set; }

    /// <summary>The counter, made when it is first needed.</summary>
    internal Lazy<ITokenCounter> Counter() => new(() => TokenCounter ?? new TiktokenCounter());
}
