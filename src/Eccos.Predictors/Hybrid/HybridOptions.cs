namespace Eccos.Predictors;

/// <summary>How <see cref="HybridTrainer"/> fits.</summary>
public sealed class HybridOptions
{
    /// <summary>The parts that the training queries are cut into; each is forecast by learners fitted to the others.</summary>
    /// <value>2 to 20; default 5.</value>
    public int Folds { get; set; } = 5;

    /// <summary>The networks trained on the rest of each part; the final fit has those of <see cref="Mlp"/>.</summary>
    /// <value>1 to 64; default 3.</value>
    public int FoldMembers { get; set; } = 3;

    /// <summary>The rank that the interaction of endpoint and query is cut to.</summary>
    /// <value>0, for what all endpoints share alone, to 1000; <see langword="null"/>, the default, to choose it by routing gain.</value>
    public int? InteractionRank { get; set; }

    /// <summary>What the interaction is multiplied with.</summary>
    /// <value>0 to 1; <see langword="null"/>, the default, to choose it by routing gain.</value>
    public double? InteractionStrength { get; set; }

    /// <summary>The network's settings. Its encoder, token counter, seed and threads are those of these options.</summary>
    public MlpOptions Mlp { get; set; } = new();

    /// <summary>Seeds the folds and everything that is drawn.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>
    /// The threads that fitting may use at once, apart from an <see cref="Encoder"/> from elsewhere and MathNet.Numerics, which has a setting of its
    /// own; the result does not depend on it.
    /// </summary>
    /// <value>1 or more; <see langword="null"/>, the default, for one per processor.</value>
    public int? MaxDegreeOfParallelism { get; set; }

    /// <summary>Turns queries into vectors; the kernel reads the text itself in any case.</summary>
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

    /// <summary>
    /// The observations that <c>AddHybridPredictor</c> lets join those of the record file while it serves, such as labels of placements; the oldest of
    /// them leave first. The fit does not read it.
    /// </summary>
    /// <value>0 to 1,000,000; default 10,000.</value>
    public int MostAdded { get; set; } = GrowingPredictor.DefaultMostAdded;
}
