namespace Eccos.Predictors;

/// <summary>Cyclic coordinate descent on a quadratic whose first variables may not be negative.</summary>
internal static class NonNegativeDescent
{
    private const int Sweeps = 2000;
    private const double Tolerance = 1e-9;

    /// <summary>Writes the lower triangle of a symmetric matrix into the upper one.</summary>
    public static void Mirror(double[,] matrix)
    {
        for (var a = 0; a < matrix.GetLength(0); a++)
        {
            for (var b = 0; b < a; b++)
                matrix[b, a] = matrix[a, b];
        }
    }

    /// <summary>Minimises g'(x - x0) + (x - x0)'H(x - x0) / 2 from x0 on.</summary>
    /// <param name="hessian">H, positive definite.</param>
    /// <param name="gradient">g, at x0.</param>
    /// <param name="x">x0; takes the minimum.</param>
    /// <param name="nonNegative">So many first entries of x stay at least 0.</param>
    /// <param name="blocks">Entries that also move together, where the quadratic holds them so close to each other that alone they hardly move.</param>
    /// <returns>The greatest change.</returns>
    public static double Solve(double[,] hessian, double[] gradient, double[] x, int nonNegative, int[][] blocks)
    {
        var start = (double[])x.Clone();
        var slope = (double[])gradient.Clone();
        int[][] moves = [.. blocks, .. Enumerable.Range(0, x.Length).Select(a => (int[])[a])];
        var curvature = Array.ConvertAll(moves, move => move.Sum(a => move.Sum(b => hessian[a, b])));
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var greatest = 0.0;
            for (var k = 0; k < moves.Length; k++)
            {
                var (change, least) = (0.0, double.NegativeInfinity);
                foreach (var a in moves[k])
                {
                    change -= slope[a] / curvature[k];
                    if (a < nonNegative)
                        least = Math.Max(least, -x[a]);
                }

                change = Math.Max(change, least);
                if (change == 0)
                    continue;
                greatest = Math.Max(greatest, Math.Abs(change));
                foreach (var a in moves[k])
                {
                    x[a] += change;
                    for (var b = 0; b < x.Length; b++)
                        slope[b] += hessian[a, b] * change;
                }
            }

            if (greatest < Tolerance)
                break;
        }

        return x.Zip(start, (now, before) => Math.Abs(now - before)).Max();
    }
}
