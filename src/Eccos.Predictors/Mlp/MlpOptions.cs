namespace Eccos.Predictors;

/// <summary>How <see cref="MlpTrainer"/> fits.</summary>
public sealed class MlpOptions
{
    /// <summary>The widths of the hidden layers between the query's features and E_q.</summary>
    /// <value>Up to 8 widths of 1 to 4096; default one layer of 128.</value>
    public IReadOnlyList<int> HiddenLayers { get; set; } = [128];

    /// <summary>The length of E_q and of every endpoint's vector E_l.</summary>
    /// <value>1 to 1024; default 64.</value>
    public int EmbeddingLength { get; set; } = 64;

    /// <summary>The networks of the ensemble, each of its own seed and validation part; their spread feeds the standard error.</summary>
    /// <value>1 to 64; default 5.</value>
    public int Members { get; set; } = 5;

    /// <summary>The buckets of the length head.</summary>
    /// <value>2 to 256; default 24.</value>
    public int LengthBuckets { get; set; } = 24;

    /// <summary>How the buckets are cut.</summary>
    /// <value><see cref="Eccos.Predictors.LengthEdges.Quantiles"/> by default.</value>
    public LengthEdges LengthEdges { get; set; }

    /// <summary>gamma, the weight of the length head's loss beside the capability head's.</summary>
    /// <value>0 to 100; default 1.</value>
    public double LengthWeight { get; set; } = 1;

    /// <summary>The part of the hidden units that a training step leaves out.</summary>
    /// <value>0 or more and less than 1; default 0.5.</value>
    public double Dropout { get; set; } = 0.5;

    /// <summary>The part of the query's features that a training step leaves out.</summary>
    /// <value>0 or more and less than 1; default 0.3.</value>
    public double InputDropout { get; set; } = 0.3;

    /// <summary>The highest step size of AdamW; it falls to 0 along a cosine over the epochs.</summary>
    /// <value>Greater than 0 and at most 1; default 0.004.</value>
    public double LearningRate { get; set; } = 0.004;

    /// <summary>Decoupled weight decay of the weights; biases have none.</summary>
    /// <value>0 to 100; default 0.05.</value>
    public double WeightDecay { get; set; } = 0.05;

    /// <summary>
    /// Decoupled decay of every endpoint's vector toward the mean of all endpoints' vectors, which shrinks what sets endpoints apart and
    /// leaves what they share.
    /// </summary>
    /// <value>0 to 100; default 0.05.</value>
    public double InteractionDecay { get; set; } = 0.05;

    /// <summary>The queries of a training step.</summary>
    /// <value>1 to 65,536; default 64.</value>
    public int BatchSize { get; set; } = 64;

    /// <summary>The most passes over the training queries.</summary>
    /// <value>1 to 10,000; default 40.</value>
    public int MaxEpochs { get; set; } = 40;

    /// <summary>The epochs without a better validation loss after which training stops.</summary>
    /// <value>1 or more; default 10.</value>
    public int Patience { get; set; } = 10;

    /// <summary>The part of the training queries that each network holds back to stop early by.</summary>
    /// <value>Greater than 0 and at most 0.5; default 0.15.</value>
    public double ValidationFraction { get; set; } = 0.15;

    /// <summary>Seeds the networks, their dropout, their batches and their validation parts.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>
    /// The threads that fitting may use at once, apart from an <see cref="Encoder"/> from elsewhere and MathNet.Numerics, which has a setting of its
    /// own; the result does not depend on it.
    /// </summary>
    /// <value>1 or more; <see langword="null"/>, the default, for one per processor.</value>
    public int? MaxDegreeOfParallelism { get; set; }

    /// <summary>Turns queries into vectors.</summary>
    /// <value><see langword="null"/>, the default, to fit a <see cref="HashedTextEncoder"/> to the training queries.</value>
    public ITextEncoder? Encoder { get; set; }

    /// <summary>Whether the default encoder's vector joins that of <see cref="Encoder"/> instead of being replaced by it.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool JoinDefaultEncoder { get; set; }

    /// <summary>How the default encoder is fitted.</summary>
    public TextEncoderOptions TextEncoder { get; set; } = new();

    /// <summary>Counts the tokens of queries that carry no count of their own.</summary>
    /// <value><see langword="null"/>, the default, for a <see cref="TiktokenCounter"/>.</value>
    public ITokenCounter? TokenCounter { get; set; }
}
