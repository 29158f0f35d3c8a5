using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>A tall matrix of single-precision numbers, row after row.</summary>
internal sealed class DenseMatrix(int rowCount, int columnCount)
{
    private const int RowsPerTask = 512;

    public int RowCount => rowCount;

    public int ColumnCount => columnCount;

    public float[] Values { get; } = new float[rowCount * columnCount];

    public Span<float> Row(int i) => Values.AsSpan(i * columnCount, columnCount);

    /// <summary>This matrix's transpose times itself, in double precision; blocks of rows are summed in the order of the rows.</summary>
    public Matrix<double> Gram(ParallelOptions parallel)
    {
        var blocks = new double[(rowCount + RowsPerTask - 1) / RowsPerTask][];
        Parallel.For(0, blocks.Length, parallel, block =>
        {
            var sum = new double[columnCount * columnCount];
            var wide = new double[columnCount];
            var end = Math.Min((block + 1) * RowsPerTask, rowCount);
            for (var i = block * RowsPerTask; i < end; i++)
            {
                var row = Row(i);
                for (var k = 0; k < columnCount; k++)
                    wide[k] = row[k];
                for (var k = 0; k < columnCount; k++)
                    VectorMath.AddScaled(sum.AsSpan(k * columnCount, k + 1), wide.AsSpan(0, k + 1), wide[k]);
            }

            blocks[block] = sum;
        });

        var gram = Matrix<double>.Build.Dense(columnCount, columnCount);
        for (var k = 0; k < columnCount; k++)
        {
            for (var l = 0; l <= k; l++)
            {
                var sum = 0.0;
                foreach (var block in blocks)
                    sum += block[(k * columnCount) + l];
                gram[k, l] = gram[l, k] = sum;
            }
        }

        return gram;
    }

    /// <summary>This matrix times a small dense one.</summary>
    public DenseMatrix Multiply(Matrix<double> right, ParallelOptions parallel)
    {
        var product = new DenseMatrix(rowCount, right.ColumnCount);
        var factors = new DenseMatrix(right.RowCount, right.ColumnCount);
        for (var k = 0; k < right.RowCount; k++)
        {
            for (var l = 0; l < right.ColumnCount; l++)
                factors.Row(k)[l] = (float)right[k, l];
        }

        Parallel.For(0, (rowCount + RowsPerTask - 1) / RowsPerTask, parallel, block =>
        {
            var end = Math.Min((block + 1) * RowsPerTask, rowCount);
            for (var i = block * RowsPerTask; i < end; i++)
            {
                for (var k = 0; k < columnCount; k++)
                    VectorMath.AddScaled(product.Row(i), factors.Row(k), Row(i)[k]);
            }
        });
        return product;
    }
}
