namespace Eccos.Predictors;

/// <summary>
/// What predictions are worth to a router: every query goes to argmin_j c_ij - t a_ij, for many prices t of quality, and the true success at
/// each spend is compared with the best mix of two single endpoints at the same spend.
/// <code>
/// gain = mean over spends x, even in ln x between the cheapest and the best endpoint, of success(x) - hull(x)
/// </code>
/// An endpoint that costs nothing is none of the cheapest: the spends begin at the least that is more than 0. Where the best one costs nothing, all are 0.
/// </summary>
/// <param name="success">N x M true scores; every one known.</param>
/// <param name="cost">N x M true costs in USD; every one known.</param>
/// <param name="endpoints">M.</param>
/// <param name="parallel">The threads to use, and what ends the work early; <see langword="null"/> for one per processor.</param>
internal sealed class RoutingGain(double[] success, double[] cost, int endpoints, ParallelOptions? parallel = null)
{
    private const int Prices = 70;
    private const int Spends = 41;

    private readonly (double Cost, double Success)[] _single = Singles(success, cost, endpoints);

    /// <summary>The gain, in points of success.</summary>
    /// <param name="predictedSuccess">N x M.</param>
    /// <param name="predictedCost">N x M in USD.</param>
    public double Of(double[] predictedSuccess, double[] predictedCost)
    {
        var n = success.Length / endpoints;
        var frontier = new (double Cost, double Success)[Prices];
        var cheapest = _single.Select(point => point.Cost).Where(usd => usd > 0).DefaultIfEmpty(1).Min();
        var best = _single.MaxBy(point => point.Success);
        Parallel.For(0, Prices, parallel ?? new ParallelOptions(), step =>
        {
            // Prices of quality from a thousandth of the cheapest endpoint's cost per point of success to a thousand times the best one's.
            var (low, high) = (Math.Log(cheapest) - 3, Math.Log(Math.Max(best.Cost, cheapest)) + 7);
            var t = Math.Exp(low + ((high - low) * step / (Prices - 1)));
            double spent = 0, right = 0;
            for (var i = 0; i < n; i++)
            {
                var choice = i * endpoints;
                for (var k = choice + 1; k < (i + 1) * endpoints; k++)
                {
                    if (predictedCost[k] - (t * predictedSuccess[k]) < predictedCost[choice] - (t * predictedSuccess[choice]))
                        choice = k;
                }

                spent += cost[choice];
                right += success[choice];
            }

            frontier[step] = (spent / n, right / n);
        });
        Array.Sort(frontier);
        var gain = 0.0;
        for (var k = 0; k < Spends; k++)
        {
            var x = best.Cost > 0 ? cheapest * Math.Pow(best.Cost / cheapest, k / (Spends - 1.0)) : 0;
            gain += At(frontier, x) - Hull(x);
        }

        return 100 * gain / Spends;
    }

    private double At((double Cost, double Success)[] frontier, double x)
    {
        var above = Array.FindIndex(frontier, point => point.Cost > x);
        if (above == 0)
            return frontier[0].Cost <= 1.05 * x ? frontier[0].Success : Hull(x);
        if (above < 0)
            return frontier[^1].Success;
        var (low, high) = (frontier[above - 1], frontier[above]);
        return low.Success + ((high.Success - low.Success) * (x - low.Cost) / (high.Cost - low.Cost));
    }

    private double Hull(double x)
    {
        var best = 0.0;
        foreach (var low in _single)
        {
            if (low.Cost > x)
                continue;
            best = Math.Max(best, low.Success);
            foreach (var high in _single)
            {
                if (high.Cost > x)
                    best = Math.Max(best, low.Success + ((high.Success - low.Success) * (x - low.Cost) / (high.Cost - low.Cost)));
            }
        }

        return best;
    }

    private static (double Cost, double Success)[] Singles(double[] success, double[] cost, int endpoints)
    {
        var n = success.Length / endpoints;
        var points = new (double Cost, double Success)[endpoints];
        for (var k = 0; k < success.Length; k++)
        {
            var (spent, right) = points[k % endpoints];
            points[k % endpoints] = (spent + (cost[k] / n), right + (success[k] / n));
        }

        return points;
    }
}
