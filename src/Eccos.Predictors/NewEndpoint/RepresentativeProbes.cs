using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>
/// Chooses the queries of the history that tell most about an endpoint without history: those that stand for all of it, each time the one that
/// lessens most the energy distance between the chosen and the history (S. Mak, V. R. Joseph, "Support points", Annals of Statistics 46, 2018; greedily as
/// Y. Chen, M. Welling, A. Smola, "Super-samples from kernel herding", 2010),
/// <code>
/// probe = argmin_i [ mean_j |x_i - x_j| - sum_{c chosen} |x_i - x_c| / (1 + number chosen) ]       j: all of the history
/// |x_i - x_j|^2 = (f_i - f_j)' A (f_i - f_j) + (e_i - e_j)^2 / kappa^2                             e_i: known difficulty
/// </code>
/// A: the covariance of endpoints' vectors, so that two queries are as far apart as an endpoint of which nothing is known may differ on them. Unlike
/// a design that is optimal for the item response model alone, which takes queries at its edges, where the model is most often wrong, such probes lead
/// to the vector that is best over the whole history even where the model does not hold; unlike typical queries of strata, they keep the kinds of
/// queries as diverse as they are.
/// </summary>
internal static class RepresentativeProbes
{
    /// <summary>The history is stood for by at most so many of its queries, evenly spaced: time grows by their number for each query of the history.</summary>
    private const int MostCompared = 10_000;

    /// <param name="model">What the history tells.</param>
    /// <param name="candidates">Rows of the history to choose from, and to stand for.</param>
    /// <param name="count">How many to choose.</param>
    /// <returns>Rows of the history; those at the front stand for all of it too.</returns>
    public static IReadOnlyList<int> Select(CapabilityModel model, IReadOnlyList<int> candidates, int count)
    {
        count = Math.Min(count, candidates.Count);
        if (count == 0)
            return [];
        var x = Places(model, candidates);
        var spacing = ((x.Length - 1) / MostCompared) + 1;
        double[][] history = [.. x.Where((_, i) => i % spacing == 0)];
        var toAll = new double[x.Length];
        Parallel.For(0, x.Length, i => toAll[i] = history.Average(place => Distance.Euclidean(x[i], place)));
        var toChosen = new double[x.Length];
        var left = Enumerable.Range(0, x.Length).ToList();
        var chosen = new List<int>(count);
        while (chosen.Count < count)
        {
            var best = left.MinBy(i => toAll[i] - (toChosen[i] / (chosen.Count + 1)));
            left.Remove(best);
            chosen.Add(candidates[best]);
            foreach (var i in left)
                toChosen[i] += Distance.Euclidean(x[i], x[best]);
        }

        return chosen;
    }

    /// <summary>x: places whose distances are as above, by A = L L'.</summary>
    private static double[][] Places(CapabilityModel model, IReadOnlyList<int> candidates)
    {
        var root = model.Spread().Cholesky().Factor.Transpose();
        return
        [
            .. candidates.Select(i => (double[])
            [
                .. root * Vector<double>.Build.DenseOfArray(model.Features[i]),
                model.Difficulty.Mean(model.Difficulties[i]) / model.Difficulty.Kappa,
            ]),
        ];
    }
}
