using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>A tall matrix of single-precision numbers, row after row.</summary>
internal sealed class DenseMatrix
{
    private const int RowsPerTask = 512;

    /// <summary>Blocks of rows whose products are in memory at once.</summary>
    private const int MostBlocks = 8;

    public DenseMatrix(int rowCount, int columnCount)
        : this(rowCount, columnCount, new float[rowCount * columnCount])
    {
    }

    /// <summary>A matrix of values that are at hand, which are not copied.</summary>
    public DenseMatrix(int rowCount, int columnCount, float[] values) => (RowCount, ColumnCount, Values) = (rowCount, columnCount, values);

    public int RowCount { get; }

    public int ColumnCount { get; }

    public float[] Values { get; }

    public Span<float> Row(int i) => Values.AsSpan(i * ColumnCount, ColumnCount);

    /// <summary>This matrix's transpose times itself, in double precision; blocks of rows are summed in the order of the rows, a few at a time.</summary>
    public Matrix<double> Gram(ParallelOptions parallel)
    {
        var count = (RowCount + RowsPerTask - 1) / RowsPerTask;
        var products = new double[Math.Min(count, MostBlocks)][];
        for (var p = 0; p < products.Length; p++)
            products[p] = new double[ColumnCount * ColumnCount];
        var sum = new double[ColumnCount * ColumnCount];
        for (var first = 0; first < count; first += MostBlocks)
        {
            var turn = Math.Min(count - first, MostBlocks);
            Parallel.For(0, turn, parallel, p => LowerProduct(first + p, products[p]));
            for (var p = 0; p < turn; p++)
                VectorMath.AddScaled(sum, products[p], 1);
        }

        return Matrix<double>.Build.Dense(ColumnCount, ColumnCount, (k, l) => sum[(Math.Max(k, l) * ColumnCount) + Math.Min(k, l)]);
    }

    /// <summary>This matrix times a small dense one.</summary>
    public DenseMatrix Multiply(Matrix<double> right, ParallelOptions parallel)
    {
        var product = new DenseMatrix(RowCount, right.ColumnCount);
        var factors = new DenseMatrix(right.RowCount, right.ColumnCount);
        for (var k = 0; k < right.RowCount; k++)
        {
            for (var l = 0; l < right.ColumnCount; l++)
                factors.Row(k)[l] = (float)right[k, l];
        }

        Parallel.For(0, (RowCount + RowsPerTask - 1) / RowsPerTask, parallel, block =>
        {
            var end = Math.Min((block + 1) * RowsPerTask, RowCount);
            for (var i = block * RowsPerTask; i < end; i++)
            {
                for (var k = 0; k < ColumnCount; k++)
                    VectorMath.AddScaled(product.Row(i), factors.Row(k), Row(i)[k]);
            }
        });
        return product;
    }

    /// <summary>Writes the lower triangle of the product that one block of rows gives.</summary>
    private void LowerProduct(int block, Span<double> product)
    {
        product.Clear();
        var wide = new double[ColumnCount];
        var end = Math.Min((block + 1) * RowsPerTask, RowCount);
        for (var i = block * RowsPerTask; i < end; i++)
        {
            var row = Row(i);
            for (var k = 0; k < ColumnCount; k++)
                wide[k] = row[k];
            for (var k = 0; k < ColumnCount; k++)
                VectorMath.AddScaled(product.Slice(k * ColumnCount, k + 1), wide.AsSpan(0, k + 1), wide[k]);
        }
    }
}
