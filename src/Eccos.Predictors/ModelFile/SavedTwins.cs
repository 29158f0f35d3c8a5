namespace Eccos.Predictors;

/// <summary><see cref="TwinMemory"/> in a model file.</summary>
internal static class SavedTwins
{
    private const string Lengths = "lengths";
    private const string Words = "words";

    /// <param name="twins">The words of past queries.</param>
    /// <param name="start">The first row to write.</param>
    /// <param name="count">How many to write.</param>
    /// <param name="writer">The section.</param>
    public static void Write(TwinMemory twins, int start, int count, ModelWriter writer)
    {
        var words = new List<int>();
        for (var row = start; row < start + count; row++)
            words.AddRange(twins.Words(row));
        writer.Array(Lengths, Enumerable.Range(start, count).Select(row => twins.Words(row).Length).ToArray());
        writer.Array(Words, words.ToArray());
    }

    /// <param name="reader">The section.</param>
    /// <param name="rows">The number of past queries.</param>
    public static TwinMemory Read(ModelReader reader, int rows)
    {
        var lengths = reader.Integers(Lengths, rows, 0, WordTrail.Longest);
        var words = reader.Integers(Words);
        var starts = new int[rows + 1];
        for (var row = 0; row < rows; row++)
        {
            if (lengths[row] > words.Length - starts[row])
                throw reader.Wrong(Words, $"holds {words.Length} words; query {row} needs {lengths[row]} after {starts[row]}.");
            starts[row + 1] = starts[row] + lengths[row];
        }

        return starts[^1] == words.Length ? new TwinMemory(starts, words) : throw reader.Wrong(Words, $"holds {words.Length} words; the queries need {starts[^1]}.");
    }
}
