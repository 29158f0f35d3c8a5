namespace Eccos.Predictors;

/// <summary>Up to <see cref="Capacity"/> observations: their vectors and labels, row after row; a label that was not recorded is NaN.</summary>
internal sealed class MemoryChunk(int stride, int endpointCount)
{
    /// <summary>Rows whose vectors stay in a core's second-level cache while several queries are compared with them.</summary>
    public const int Capacity = 256;

    public static readonly int LabelCount = Enum.GetValues<Label>().Length;

    private readonly float[] _vectors = new float[Capacity * stride];
    private readonly float[] _labels = new float[Capacity * LabelCount * endpointCount];

    public int Count { get; private set; }

    public ReadOnlySpan<float> Vectors => _vectors.AsSpan(0, Count * stride);

    public ReadOnlySpan<float> Vector(int row) => _vectors.AsSpan(row * stride, stride);

    /// <summary>One value per endpoint.</summary>
    public ReadOnlySpan<float> Labels(int row, Label label) => _labels.AsSpan(((row * LabelCount) + (int)label) * endpointCount, endpointCount);

    /// <summary>Label after label, one value per endpoint.</summary>
    public ReadOnlySpan<float> Labels(int row) => _labels.AsSpan(row * LabelCount * endpointCount, LabelCount * endpointCount);

    /// <summary>The vectors in 8 bits; <see langword="null"/> where the machine has no instruction for them.</summary>
    public QuantizedChunk? Quantized { get; private set; }

    public MemoryChunk Clone()
    {
        var clone = new MemoryChunk(stride, endpointCount) { Count = Count };
        _vectors.CopyTo(clone._vectors, 0);
        _labels.CopyTo(clone._labels, 0);
        return clone;
    }

    /// <summary>Adds a row; only while the chunk is being built.</summary>
    public void Add(ReadOnlySpan<float> vector, ReadOnlySpan<float> labels)
    {
        vector.CopyTo(_vectors.AsSpan(Count * stride));
        labels.CopyTo(_labels.AsSpan(Count * LabelCount * endpointCount));
        Count++;
    }

    /// <summary>Called when no more rows are added.</summary>
    public void Seal()
    {
        if (QuantizedQuery.IsSupported)
            Quantized = new QuantizedChunk(Vectors, stride);
    }
}
