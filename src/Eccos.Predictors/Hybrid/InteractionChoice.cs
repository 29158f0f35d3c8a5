using MathNet.Numerics.LinearAlgebra;

namespace Eccos.Predictors;

/// <summary>Chooses rank and strength of <see cref="InteractionShrinkage"/> on out-of-fold forecasts: by routing gain, or by log-loss where costs are not known.</summary>
/// <param name="shared">d_i of the blend.</param>
/// <param name="own">g_ij of the blend.</param>
/// <param name="success">N x M scores; NaN where there is none.</param>
/// <param name="endpoints">M.</param>
/// <param name="intercepts">c_j before shrinking.</param>
internal sealed class InteractionChoice(double[] shared, double[] own, float[] success, int endpoints, double[] intercepts)
{
    private static readonly double[] _strengths = [0.25, 0.5, 0.75, 1];
    private static readonly int[] _ranks = [1, 2, 3, 5, 8];

    private readonly Matrix<double> _directions = InteractionShrinkage.Directions(own, endpoints);

    /// <param name="rank">R, when given.</param>
    /// <param name="strength">kappa, when given.</param>
    /// <param name="gain">Scores N x M success probabilities; <see langword="null"/> to go by log-loss.</param>
    public InteractionShrinkage Choose(int? rank, double? strength, Func<double[], double>? gain)
    {
        var best = InteractionShrinkage.Create(_directions, 0, 0);
        var highest = double.NegativeInfinity;
        foreach (var candidate in Candidates(rank, strength))
        {
            var (logits, _) = Logits(candidate);
            var score = gain is null ? -LogLoss(logits) : gain(Array.ConvertAll(logits, Logistic.Sigmoid));
            if (score > highest)
                (best, highest) = (candidate, score);
        }

        return best;
    }

    /// <summary>c_j + d_i + g'_ij with c_j fitted anew, so that every endpoint's mean prediction is its mean success.</summary>
    public (double[] Logits, double[] Intercepts) Logits(InteractionShrinkage shrinkage)
    {
        var logits = new double[own.Length];
        for (var i = 0; i < shared.Length; i++)
        {
            var row = logits.AsSpan(i * endpoints, endpoints);
            shrinkage.Apply(own.AsSpan(i * endpoints, endpoints), row);
            for (var j = 0; j < endpoints; j++)
                row[j] += shared[i];
        }

        var fitted = new double[endpoints];
        for (var j = 0; j < endpoints; j++)
        {
            fitted[j] = Intercept(logits, j);
            for (var k = j; k < logits.Length; k += endpoints)
                logits[k] += fitted[j];
        }

        return (logits, fitted);
    }

    internal IEnumerable<InteractionShrinkage> Candidates(int? rank, double? strength)
    {
        // g sums to 0 over the endpoints, so its rank is at most M - 1.
        var highest = Math.Max(endpoints - 1, 0);
        var ranks = rank is { } r ? [Math.Min(r, highest)] : _ranks.Where(candidate => candidate < highest).Append(highest).Distinct().ToArray();
        var strengths = strength is { } s ? [s] : _strengths;
        if (rank is null or 0 && strength is null or 0)
            yield return InteractionShrinkage.Create(_directions, 0, 0);
        foreach (var candidate in ranks.Where(candidate => candidate > 0))
        {
            foreach (var kappa in strengths)
                yield return InteractionShrinkage.Create(_directions, candidate, kappa);
        }
    }

    /// <summary>Newton steps on c_j's own likelihood, with a weak pull toward where it was.</summary>
    private double Intercept(double[] logits, int j)
    {
        var c = intercepts[j];
        for (var step = 0; step < 8; step++)
        {
            double gradient = c - intercepts[j], curvature = 1;
            for (var k = j; k < logits.Length; k += endpoints)
            {
                if (float.IsNaN(success[k]))
                    continue;
                var p = Logistic.Sigmoid(logits[k] + c);
                gradient += p - success[k];
                curvature += p * (1 - p);
            }

            c -= gradient / curvature;
        }

        return c;
    }

    private double LogLoss(double[] logits)
    {
        var loss = 0.0;
        for (var k = 0; k < logits.Length; k++)
        {
            if (!float.IsNaN(success[k]))
                loss += Logistic.LogLoss(logits[k], success[k]);
        }

        return loss;
    }
}
