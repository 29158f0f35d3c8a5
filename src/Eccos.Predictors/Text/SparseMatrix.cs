namespace Eccos.Predictors;

/// <summary>A matrix in compressed sparse rows: row i holds the entries <c>Starts[i]</c> up to <c>Starts[i + 1]</c>.</summary>
internal sealed class SparseMatrix(int columnCount, int[] starts, int[] columns, float[] values)
{
    private const int RowsPerTask = 256;

    public int RowCount => starts.Length - 1;

    public int ColumnCount => columnCount;

    /// <summary>This matrix with rows and columns exchanged; made when first asked for, by one thread.</summary>
    public SparseMatrix Transposed => field ??= Transpose();

    /// <summary>This matrix times a dense one of <see cref="ColumnCount"/> rows; each row of the product is summed by one thread in one order, fastest in <see cref="RowSum.Padded"/> columns.</summary>
    public DenseMatrix Multiply(DenseMatrix right, ParallelOptions parallel)
    {
        var product = new DenseMatrix(RowCount, right.ColumnCount);
        Parallel.For(0, (RowCount + RowsPerTask - 1) / RowsPerTask, parallel, task =>
        {
            var end = Math.Min((task + 1) * RowsPerTask, RowCount);
            for (var i = task * RowsPerTask; i < end; i++)
            {
                var entries = starts[i]..starts[i + 1];
                RowSum.Add(product.Row(i), right.Values, right.ColumnCount, columns.AsSpan(entries), values.AsSpan(entries));
            }
        });
        return product;
    }

    private SparseMatrix Transpose()
    {
        var transposedStarts = new int[columnCount + 1];
        foreach (var column in columns)
            transposedStarts[column + 1]++;
        for (var j = 0; j < columnCount; j++)
            transposedStarts[j + 1] += transposedStarts[j];

        var next = transposedStarts.AsSpan(0, columnCount).ToArray();
        var rows = new int[columns.Length];
        var transposed = new float[columns.Length];
        for (var i = 0; i < RowCount; i++)
        {
            for (var e = starts[i]; e < starts[i + 1]; e++)
            {
                var place = next[columns[e]]++;
                rows[place] = i;
                transposed[place] = values[e];
            }
        }

        return new SparseMatrix(RowCount, transposedStarts, rows, transposed);
    }
}
