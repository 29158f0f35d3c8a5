namespace Eccos.Predictors;

/// <summary>The features of one text that are not 0; reused from text to text.</summary>
internal sealed class KernelFeatures
{
    private int[] _rows = [];
    private float[] _values = [];

    public int Count { get; set; }

    /// <summary>Which features they are.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public ReadOnlySpan<float> Values => _values.AsSpan(0, Count);

    /// <summary>Room for what is being written.</summary>
    public Span<int> AllRows => _rows;

    /// <summary>Room for what is being written.</summary>
    public Span<float> AllValues => _values;

    /// <summary>Makes room for as many features as there may be.</summary>
    public void Clear(int most)
    {
        Count = 0;
        if (_rows.Length >= most)
            return;
        _rows = new int[Math.Max(most, 2 * _rows.Length)];
        _values = new float[_rows.Length];
    }
}
