using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>A tall matrix of single-precision numbers, row after row.</summary>
internal sealed class DenseMatrix
{
    private const int RowsPerTask = 512;

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

    /// <summary>This matrix's transpose times itself, in double precision; blocks of rows are summed in the order of the rows.</summary>
    public Matrix<double> Gram(ParallelOptions parallel)
    {
        var blocks = new double[(RowCount + RowsPerTask - 1) / RowsPerTask][];
        Parallel.For(0, blocks.Length, parallel, block =>
        {
            var sum = new double[ColumnCount * ColumnCount];
            var wide = new double[ColumnCount];
            var end = Math.Min((block + 1) * RowsPerTask, RowCount);
            for (var i = block * RowsPerTask; i < end; i++)
            {
                var row = Row(i);
                for (var k = 0; k < ColumnCount; k++)
                    wide[k] = row[k];
                for (var k = 0; k < ColumnCount; k++)
                    VectorMath.AddScaled(sum.AsSpan(k * ColumnCount, k + 1), wide.AsSpan(0, k + 1), wide[k]);
            }

            blocks[block] = sum;
        });

        var gram = Matrix<double>.Build.Dense(ColumnCount, ColumnCount);
        for (var k = 0; k < ColumnCount; k++)
        {
            for (var l = 0; l <= k; l++)
            {
                var sum = 0.0;
                foreach (var block in blocks)
                    sum += block[(k * ColumnCount) + l];
                gram[k, l] = gram[l, k] = sum;
            }
        }

        return gram;
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
}
