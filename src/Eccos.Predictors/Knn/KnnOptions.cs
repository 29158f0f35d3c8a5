namespace Eccos.Predictors;

/// <summary>How <see cref="KnnTrainer"/> fits. Settings left <see langword="null"/> are chosen on a validation part of the training set.</summary>
public sealed class KnnOptions
{
    /// <summary>K, the nearest observations of an endpoint that vote on its success probability.</summary>
    /// <value>1 to 10,000; <see langword="null"/>, the default, to choose it by log-loss.</value>
    public int? Neighbours { get; set; }

    /// <summary>s, the weight of the endpoint's own mean; 1 counts as much as one observation of the very same query.</summary>
    /// <value>0.000001 to 1,000,000; <see langword="null"/>, the default, to choose it by log-loss.</value>
    public double? Shrinkage { get; set; }

    /// <summary>T of the similarity weight exp((cosine - 1) / T): small values let the closest alone vote, great ones all alike.</summary>
    /// <value>0.01 to 1,000; <see langword="null"/>, the default, to choose it by log-loss.</value>
    public double? Temperature { get; set; }

    /// <summary>
    /// The part of the training queries held back to choose settings on. A set of few queries is cut up to five times, by different seeds,
    /// until 2,000 were held back in all.
    /// </summary>
    /// <value>Greater than 0 and at most 0.5; default 0.2.</value>
    public double ValidationFraction { get; set; } = 0.2;

    /// <summary>Seeds the cuts into a part to fit on and a validation part.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>Turns queries into vectors.</summary>
    /// <value><see langword="null"/>, the default, to fit a <see cref="HashedTextEncoder"/> to the training queries.</value>
    public ITextEncoder? Encoder { get; set; }

    /// <summary>How the default encoder is fitted; unused when <see cref="Encoder"/> is given.</summary>
    public TextEncoderOptions TextEncoder { get; set; } = new();

    /// <summary>Counts the tokens of queries that carry no count of their own.</summary>
    /// <value><see langword="null"/>, the default, for a <see cref="TiktokenCounter"/>.</value>
    public ITokenCounter? TokenCounter { get; set; }

    /// <summary>
    /// The observations that <see cref="GrowingPredictor"/> may add to what <c>AddKnnPredictor</c> fitted to the record file, such as labels of placements;
    /// the oldest of them leave first. The fit does not read it.
    /// </summary>
    /// <value>0 to 1,000,000; default 10,000.</value>
    public int MostAdded { get; set; } = GrowingPredictor.DefaultMostAdded;
}
