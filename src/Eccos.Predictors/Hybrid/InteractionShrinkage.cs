using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// Shrinks the endpoint x query interaction, on which the choice of an endpoint depends and which is mostly noise:
/// <code>
/// g'_i = kappa V V' g_i          V: the first R eigenvectors of sum_i g_i g_i'
/// </code>
/// </summary>
/// <param name="Strength">kappa, 0 to 1.</param>
/// <param name="Rank">R.</param>
/// <param name="Projection">kappa V V', M x M.</param>
internal sealed record InteractionShrinkage(double Strength, int Rank, double[] Projection)
{
    /// <summary>The eigenvectors of sum_i g_i g_i', as columns, greatest eigenvalue first.</summary>
    public static Matrix<double> Directions(ReadOnlySpan<double> own, int endpoints)
    {
        var gram = Matrix<double>.Build.Dense(endpoints, endpoints);
        for (var row = 0; row < own.Length; row += endpoints)
        {
            for (var j = 0; j < endpoints; j++)
            {
                for (var k = 0; k <= j; k++)
                    gram[j, k] += own[row + j] * own[row + k];
            }
        }

        for (var j = 0; j < endpoints; j++)
        {
            for (var k = 0; k < j; k++)
                gram[k, j] = gram[j, k];
        }

        var vectors = gram.Evd(Symmetricity.Symmetric).EigenVectors;
        return Matrix<double>.Build.Dense(endpoints, endpoints, (j, r) => vectors[j, endpoints - 1 - r]);
    }

    public static InteractionShrinkage Create(Matrix<double> directions, int rank, double strength)
    {
        var m = directions.RowCount;
        var projection = new double[m * m];
        for (var j = 0; j < m; j++)
        {
            for (var k = 0; k < m; k++)
            {
                for (var r = 0; r < rank; r++)
                    projection[(j * m) + k] += strength * directions[j, r] * directions[k, r];
            }
        }

        return new InteractionShrinkage(strength, rank, projection);
    }

    /// <summary>g' of one query.</summary>
    public void Apply(ReadOnlySpan<double> own, Span<double> shrunk)
    {
        for (var j = 0; j < shrunk.Length; j++)
        {
            var sum = 0.0;
            for (var k = 0; k < own.Length; k++)
                sum += Projection[(j * own.Length) + k] * own[k];
            shrunk[j] = sum;
        }
    }
}
