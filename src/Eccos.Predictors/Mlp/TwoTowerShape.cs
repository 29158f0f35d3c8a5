namespace Eccos.Predictors;

/// <summary>The sizes of a <see cref="TwoTowerNetwork"/> and where each of its parts stands in the one array that holds all parameters.</summary>
internal sealed class TwoTowerShape
{
    /// <summary>Lays the parts out.</summary>
    /// <param name="inputs">D, the query features.</param>
    /// <param name="hidden">The widths of the hidden layers; may be empty.</param>
    /// <param name="embedding">E, the length of E_q and E_l.</param>
    /// <param name="endpoints">M.</param>
    /// <param name="buckets">B, the length buckets; 0 for no length head.</param>
    public TwoTowerShape(int inputs, IReadOnlyList<int> hidden, int embedding, int endpoints, int buckets)
    {
        (Inputs, Hidden, Embedding, Endpoints, Buckets) = (inputs, hidden, embedding, endpoints, buckets);
        var next = 0;
        Range Take(int count)
        {
            next += count;
            return (next - count)..next;
        }

        var layers = new List<DenseLayer>();
        var width = inputs;
        foreach (var outputs in hidden.Append(embedding))
        {
            layers.Add(new DenseLayer(width, outputs, Take(width * outputs), Take(outputs)));
            width = outputs;
        }

        Layers = layers;
        CapabilityWeights = Take(embedding);
        CapabilityBias = Take(1);
        EndpointBiases = Take(endpoints);
        EndpointVectors = Take(endpoints * embedding);
        BucketWeights = Take(buckets * embedding);
        BucketBiases = Take(buckets);
        ParameterCount = next;
    }

    public int Inputs { get; }

    public IReadOnlyList<int> Hidden { get; }

    public int Embedding { get; }

    public int Endpoints { get; }

    public int Buckets { get; }

    /// <summary>The query tower: the hidden layers, then the linear one that gives E_q.</summary>
    public IReadOnlyList<DenseLayer> Layers { get; }

    /// <summary>W1, E numbers.</summary>
    public Range CapabilityWeights { get; }

    /// <summary>b1.</summary>
    public Range CapabilityBias { get; }

    /// <summary>beta_j, M numbers.</summary>
    public Range EndpointBiases { get; }

    /// <summary>E_l, M rows of E numbers.</summary>
    public Range EndpointVectors { get; }

    /// <summary>W2, B rows of E numbers.</summary>
    public Range BucketWeights { get; }

    /// <summary>b2, B numbers.</summary>
    public Range BucketBiases { get; }

    public int ParameterCount { get; }
}
