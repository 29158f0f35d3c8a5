namespace Eccos;

/// <summary>Where each query goes at given prices: argmin_j c_ij + mu_j - lambda a_ij, the first of equals, the better one where lambda is 0.</summary>
internal static class MultiplierChoice
{
    /// <summary>The sum of a over the choices of all rows; NaN marks an endpoint that may not serve the query.</summary>
    public static double Quality(ReadOnlySpan<double> cost, ReadOnlySpan<double> quality, ReadOnlySpan<double> slotPrices, double lambda)
    {
        var m = slotPrices.Length;
        var sum = 0.0;
        for (var row = 0; row < cost.Length; row += m)
        {
            var (least, best) = (double.PositiveInfinity, 0.0);
            for (var j = 0; j < m; j++)
            {
                var a = quality[row + j];
                var reduced = cost[row + j] + slotPrices[j] - (lambda * a);

                // False for NaN.
                if (reduced < least || (reduced == least && a > best))
                    (least, best) = (reduced, a);
            }

            sum += best;
        }

        return sum;
    }

    /// <summary>The choice for each query of a batch; <see cref="Assignment.Unassigned"/> where no endpoint may serve it.</summary>
    public static int[] Of(Forecast forecast, ReadOnlySpan<double> slotPrices, double lambda)
    {
        var m = forecast.Cost.EndpointCount;
        var choice = new int[forecast.Queries.Count];
        for (var i = 0; i < choice.Length; i++)
        {
            var least = double.PositiveInfinity;
            choice[i] = Assignment.Unassigned;
            for (var j = 0; j < m; j++)
            {
                if (!forecast.Eligible[(i * m) + j])
                    continue;
                var reduced = forecast.Cost[i, j] + slotPrices[j] - (lambda * forecast.Prediction.Success[i, j]);
                if (reduced < least || (reduced == least && forecast.Prediction.Success[i, j] > forecast.Prediction.Success[i, choice[i]]))
                    (least, choice[i]) = (reduced, j);
            }
        }

        return choice;
    }
}
