namespace Eccos.Predictors;

/// <summary>
/// Isotonic regression by pooling adjacent violators (M. Ayer et al. 1955), with straight lines between the pools' centres so that what differs
/// stays different, and every pool drawn toward its neighbours' sense of proportion by half a success and half a failure.
/// </summary>
/// <param name="Knots">Ascending logits.</param>
/// <param name="Values">The probability at each knot.</param>
internal sealed record IsotonicCalibration(double[] Knots, double[] Values) : ICalibration
{
    /// <summary>The least slope of the logit where a pool is flat: ties would hide which endpoint is better.</summary>
    private const double Tilt = 1e-4;

    public static IsotonicCalibration Fit(ReadOnlySpan<double> logits, ReadOnlySpan<double> success)
    {
        var x = logits.ToArray();
        var y = success.ToArray();
        Array.Sort(x, y);
        var pools = new List<(double X, double Y, double Weight)>();
        for (var k = 0; k < x.Length;)
        {
            // Equal logits are told apart by nothing, and have one mean.
            var pool = (X: x[k], Y: 0.0, Weight: 0.0);
            for (; k < x.Length && x[k] == pool.X; k++)
                pool = (pool.X, pool.Y + y[k], pool.Weight + 1);
            pools.Add(pool);
            while (pools.Count > 1 && pools[^2].Y / pools[^2].Weight >= pools[^1].Y / pools[^1].Weight)
            {
                var (low, high) = (pools[^2], pools[^1]);
                pools.RemoveRange(pools.Count - 2, 2);
                pools.Add((((low.X * low.Weight) + (high.X * high.Weight)) / (low.Weight + high.Weight), low.Y + high.Y, low.Weight + high.Weight));
            }
        }

        var smooth = pools.ConvertAll(pool => (pool.X, Y: (pool.Y + 0.5) / (pool.Weight + 1)));
        for (var k = 1; k < smooth.Count; k++)
        {
            if (smooth[k].Y < smooth[k - 1].Y)
                smooth[k] = (smooth[k].X, smooth[k - 1].Y);
        }

        return new IsotonicCalibration([.. smooth.Select(knot => knot.X)], [.. smooth.Select(knot => knot.Y)]);
    }

    public double Probability(double logit)
    {
        if (Knots.Length == 0)
            return Logistic.Sigmoid(logit);
        var place = Array.BinarySearch(Knots, logit);
        place = place >= 0 ? place : ~place;
        double p;
        if (place == 0)
        {
            p = Values[0];
        }
        else if (place == Knots.Length)
        {
            p = Values[^1];
        }
        else
        {
            // Knots of files that were written before equal logits were pooled may stand at one place.
            var gap = Knots[place] - Knots[place - 1];
            var part = gap > 0 ? (logit - Knots[place - 1]) / gap : 1;
            p = Values[place - 1] + (part * (Values[place] - Values[place - 1]));
        }

        // The tilt is added on the logit scale, where it cannot leave (0, 1).
        var tilted = Math.Log(p / (1 - p)) + (Tilt * Math.Clamp(logit, -30, 30));
        return Logistic.Sigmoid(tilted);
    }
}
