namespace Eccos.Predictors;

/// <summary>The mean and the standard deviation of every column of a matrix, gathered in double precision.</summary>
/// <param name="Means">One per column.</param>
/// <param name="Deviations">One per column; 0 for a column that never varies.</param>
internal sealed record ColumnMoments(double[] Means, double[] Deviations)
{
    public static ColumnMoments Of(DenseMatrix matrix)
    {
        var (means, deviations) = (new double[matrix.ColumnCount], new double[matrix.ColumnCount]);
        for (var k = 0; k < means.Length; k++)
        {
            double sum = 0, squares = 0;
            for (var i = 0; i < matrix.RowCount; i++)
            {
                var value = (double)matrix.Row(i)[k];
                sum += value;
                squares += value * value;
            }

            means[k] = sum / matrix.RowCount;
            deviations[k] = Math.Sqrt(Math.Max((squares / matrix.RowCount) - (means[k] * means[k]), 0));
        }

        return new ColumnMoments(means, deviations);
    }
}
