namespace Eccos.Predictors;

/// <summary>Matrices in a model file: row after row, without the padding that they have in memory.</summary>
internal static class SavedMatrix
{
    public static void Write(string name, DenseMatrix matrix, int columns, ModelWriter writer)
    {
        if (columns == matrix.ColumnCount)
        {
            writer.Array(name, matrix.Values);
            return;
        }

        var values = new float[matrix.RowCount * columns];
        for (var i = 0; i < matrix.RowCount; i++)
            matrix.Row(i)[..columns].CopyTo(values.AsSpan(i * columns));
        writer.Array(name, values);
    }

    /// <param name="name">The part.</param>
    /// <param name="rows">The rows it must have.</param>
    /// <param name="columns">The columns it must have.</param>
    /// <param name="stride">The columns to give the matrix; those behind the file's are zeros.</param>
    /// <param name="reader">The section.</param>
    public static DenseMatrix Read(string name, int rows, int columns, int stride, ModelReader reader)
    {
        var values = reader.Singles(name, (long)rows * columns);
        if ((long)rows * stride > Array.MaxLength)
            throw reader.Wrong(name, $"holds {rows} rows of {columns} values, more than fit into memory.");
        var matrix = new DenseMatrix(rows, stride);
        for (var i = 0; i < rows; i++)
            values.AsSpan(i * columns, columns).CopyTo(matrix.Row(i));
        return matrix;
    }
}
