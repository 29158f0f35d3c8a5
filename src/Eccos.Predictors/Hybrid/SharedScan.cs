namespace Eccos.Predictors;

/// <summary>
/// The vocabularies of encoder and kernel as one, so that the n-grams of a query are scanned, hashed and looked up once for both: first the
/// kernel's, in its order, then those that the encoder alone tells apart.
/// </summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
internal sealed class SharedScan
{
    private const int None = -1;

    private readonly Vocabulary _vocabulary;
    private readonly int[] _encoderTerms;

    /// <param name="kernel">The kernel's n-grams.</param>
    /// <param name="encoder">The encoder; <see langword="null"/> when vectors come from elsewhere.</param>
    public SharedScan(Vocabulary kernel, HashedTextEncoder? encoder)
    {
        Encoder = encoder;
        var buckets = encoder?.State.Buckets ?? [];
        int[] own = [.. buckets.Where(bucket => kernel.IndexOf(bucket) < 0)];
        _vocabulary = own.Length == 0 ? kernel : new Vocabulary([.. kernel.Buckets, .. own]);
        _encoderTerms = new int[_vocabulary.Count];
        Array.Fill(_encoderTerms, None);
        for (var v = buckets.Length - 1; v >= 0; v--)
            _encoderTerms[_vocabulary.IndexOf(buckets[v])] = v;
    }

    /// <summary>The encoder whose vectors <see cref="Encode"/> gives.</summary>
    public HashedTextEncoder? Encoder { get; }

    public TermCounts CreateCounts() => new(_vocabulary);

    /// <summary>The vector that <see cref="Encoder"/> gives the text that was counted last, bit for bit.</summary>
    /// <param name="counts">The text's n-grams.</param>
    /// <param name="surface">Its surface features.</param>
    /// <param name="scratch">Overwritten.</param>
    /// <param name="vector">Takes the vector.</param>
    public void Encode(TermCounts counts, ReadOnlySpan<float> surface, KernelFeatures scratch, Span<float> vector)
    {
        scratch.Clear(counts.Terms.Length);
        var all = counts.Terms;
        var allWeights = counts.Weights;
        var terms = scratch.AllRows;
        var weights = scratch.AllValues;
        var count = 0;
        for (var k = 0; k < all.Length; k++)
        {
            var term = _encoderTerms[all[k]];
            if (term == None)
                continue;
            terms[count] = term;
            weights[count++] = allWeights[k];
        }

        Encoder!.Encode(terms[..count], weights[..count], surface, vector);
    }
}
