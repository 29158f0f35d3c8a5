using System.Runtime.CompilerServices;

namespace Eccos.Predictors;

/// <summary>Matrices in a model file: row after row, without the padding that they have in memory.</summary>
internal static class SavedMatrix
{
    private const int RowsPerTask = 8192;

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
        if (columns == stride)
            return new DenseMatrix(rows, columns, values);
        var padded = GC.AllocateUninitializedArray<float>(rows * stride);
        Parallel.For(0, (rows + RowsPerTask - 1) / RowsPerTask, task => Pad(values, columns, padded, stride, task * RowsPerTask, Math.Min((task + 1) * RowsPerTask, rows)));
        return new DenseMatrix(rows, stride, padded);
    }

    // Optimised at once: a host that starts loads its model by code that has never run before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pad(float[] values, int columns, float[] padded, int stride, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            values.AsSpan(i * columns, columns).CopyTo(padded.AsSpan(i * stride));
            padded.AsSpan((i * stride) + columns, stride - columns).Clear();
        }
    }
}
