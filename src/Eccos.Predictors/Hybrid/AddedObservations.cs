namespace Eccos.Predictors;

/// <summary>Observations that a hybrid took in after its fit, and how far the fit was off on them; their rows are counted on behind the fitted ones.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
/// <param name="Memory">Their vectors, and labels as <see cref="AddedLabel"/> names them.</param>
/// <param name="Twins">The words of the fitted observations and of these.</param>
internal sealed record AddedObservations(ObservationMemory Memory, TwinMemory Twins)
{
    public static AddedObservations None(BaseLearners learners) =>
        new(ObservationMemory.Empty(learners.Memory.Dimension, learners.Memory.EndpointCount), learners.Twins);

    /// <summary>The row of the oldest.</summary>
    public int First => Twins.Count - Memory.Count;

    /// <summary>One value per endpoint.</summary>
    public ReadOnlySpan<float> Labels(int row, AddedLabel label) => Memory.Labels(row - First, (Label)label);

    /// <summary>More observations.</summary>
    /// <param name="texts">N texts.</param>
    /// <param name="vectors">Their vectors.</param>
    /// <param name="labels">N x M values of each label.</param>
    public AddedObservations Add(string[] texts, float[] vectors, IReadOnlyDictionary<AddedLabel, float[]> labels)
    {
        var m = Memory.EndpointCount;
        var rows = new float[texts.Length * MemoryChunk.LabelCount * m];
        Array.Fill(rows, float.NaN);
        foreach (var (label, values) in labels)
        {
            for (var i = 0; i < texts.Length; i++)
                values.AsSpan(i * m, m).CopyTo(rows.AsSpan(((i * MemoryChunk.LabelCount) + (int)label) * m));
        }

        return new AddedObservations(Memory.Add(vectors, rows), Twins.Add(texts));
    }

    /// <summary>Without the oldest of those that joined others.</summary>
    /// <param name="first">Those others; null for none.</param>
    /// <param name="count">How many leave.</param>
    public AddedObservations Forget(AddedObservations? first, int count) =>
        new(Memory.Forget(first?.Memory ?? ObservationMemory.Empty(Memory.Dimension, Memory.EndpointCount), count), Twins.Forget(first?.Memory.Count ?? 0, count));
}
