using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors.Tests;

internal static class SparseRows
{
    public static SparseMatrix Of(Matrix<double> x)
    {
        var (starts, columns, values) = (new List<int> { 0 }, new List<int>(), new List<float>());
        for (var i = 0; i < x.RowCount; i++)
        {
            for (var k = 0; k < x.ColumnCount; k++)
            {
                if (x[i, k] == 0)
                    continue;
                columns.Add(k);
                values.Add((float)x[i, k]);
            }

            starts.Add(columns.Count);
        }

        return new SparseMatrix(x.ColumnCount, [.. starts], [.. columns], [.. values]);
    }
}
