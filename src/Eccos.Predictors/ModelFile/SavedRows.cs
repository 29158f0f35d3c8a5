namespace Eccos.Predictors;

/// <summary>Rows of equally many numbers in a model file, one after the other.</summary>
internal static class SavedRows
{
    public static void Write(string name, IReadOnlyList<double[]> rows, ModelWriter writer)
    {
        var width = rows.Count == 0 ? 0 : rows[0].Length;
        var values = new double[rows.Count * width];
        for (var i = 0; i < rows.Count; i++)
            rows[i].CopyTo(values.AsSpan(i * width));
        writer.Array(name, values);
    }

    public static double[][] Read(string name, int count, int width, ModelReader reader)
    {
        var values = reader.Doubles(name, (long)count * width);
        var rows = new double[count][];
        for (var i = 0; i < count; i++)
            rows[i] = values[(i * width)..((i + 1) * width)];
        return rows;
    }
}
