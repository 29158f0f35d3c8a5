namespace Eccos.Predictors;

/// <summary>How <see cref="HashedTextEncoder"/> is fitted.</summary>
public sealed class TextEncoderOptions
{
    /// <summary>The dimensions that the n-grams are reduced to, at most; a small training set spans fewer.</summary>
    /// <value>1 to 1024; default 94.</value>
    public int LatentDimensions { get; set; } = 94;

    /// <summary>The n-grams that are told apart, those in most texts first; together with the dimensions it decides the size of the encoder.</summary>
    /// <value>1 to 1,000,000; default 32,768.</value>
    public int VocabularyLimit { get; set; } = 32_768;

    /// <summary>The training texts an n-gram must occur in.</summary>
    /// <value>1 or more; default 2.</value>
    public int MinimumDocumentFrequency { get; set; } = 2;

    /// <summary>The length of the surface features beside the n-grams' length of 1.</summary>
    /// <value>0, to leave them out, to 10; default 0.8.</value>
    public double SurfaceWeight { get; set; } = 0.8;

    /// <summary>
    /// How far the latent dimensions are evened out: each is divided by its singular value to this power. 0 keeps the cosine of the
    /// TF-IDF weights, 1 gives rare themes the weight of common ones.
    /// </summary>
    /// <value>0 to 1; default 0.25.</value>
    public double Whitening { get; set; } = 0.25;

    /// <summary>Seeds the random projection of the singular value decomposition.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>The threads that fitting may use at once, if a trainer whose fit it is a part of does not set fewer; the result does not depend on it.</summary>
    /// <value>1 or more; <see langword="null"/>, the default, for one per processor.</value>
    public int? MaxDegreeOfParallelism { get; set; }
}
