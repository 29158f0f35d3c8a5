using Google.OrTools.LinearSolver;

namespace Eccos.Optimization;

/// <summary>
/// What every variable costs at least, from the multipliers of the linear relaxation. With u_k at least 0 for each shared limit
/// sum_ij w_kij x_ij at most b_k,
/// <code>
/// v_ij  = r_ij + sum_k u_k w_kij                    the price of endpoint j to a query of kind i
/// L(u)  = sum_i n_i min_j v_ij - sum_k u_k b_k      no assignment has less regret (Lagrangian bound)
/// L_ij  = L(u) + v_ij - min_j v_ij                  nor one that uses x_ij (reduced cost)
/// </code>
/// The bounds hold for any multipliers, so the relaxation's own tolerances do not matter.
/// </summary>
/// <remarks>A. M. Geoffrion, "Lagrangean relaxation for integer programming", Mathematical Programming Study 2 (1974).</remarks>
internal static class LagrangianBound
{
    /// <summary>L_ij of every variable in units of regret, infinite where the model has none.</summary>
    /// <param name="relaxation">The linear relaxation, solved.</param>
    /// <param name="regret">Its objective.</param>
    public static double[] OfVariables(AssignmentModel relaxation, RegretForm regret)
    {
        var (kinds, m) = (relaxation.Kinds, regret.Formulation.Problem.EndpointCount);
        var u = relaxation.Limits.Select(limit => Math.Max(0, -limit.Row.DualValue())).ToArray();
        var v = new double[kinds.Count * m];
        var bound = -relaxation.Limits.Zip(u, (limit, multiplier) => multiplier * limit.Bound).Sum();
        for (var k = 0; k < kinds.Count; k++)
        {
            for (var j = 0; j < m; j++)
                v[(k * m) + j] = relaxation.X(k, j) is { } x ? Price(x, regret[kinds.First(k), j] / relaxation.Scale) : double.PositiveInfinity;
            var cheapest = v.AsSpan(k * m, m);
            var least = cheapest[0];
            foreach (var price in cheapest)
                least = Math.Min(least, price);
            for (var j = 0; j < m; j++)
                cheapest[j] -= least;
            bound += kinds.Size(k) * least;
        }

        for (var k = 0; k < v.Length; k++)
            v[k] = (v[k] + bound) * relaxation.Scale;
        return v;

        double Price(Variable x, double objective)
        {
            var price = objective;
            for (var k = 0; k < u.Length; k++)
            {
                if (u[k] > 0)
                    price += u[k] * relaxation.Limits[k].Row.GetCoefficient(x);
            }

            return price;
        }
    }
}
