namespace Eccos.Predictors;

/// <summary>What the networks say of the queries they were not trained on: for each query the mean over the networks that held it back.</summary>
/// <param name="Logits">N x M; NaN for a query that no network held back.</param>
/// <param name="Amounts">N x M expected log amounts; those of all networks where none held the query back.</param>
internal sealed record MlpHeldOut(double[] Logits, double[] Amounts)
{
    private static readonly double[] _temperatures = [.. Enumerable.Range(0, 31).Select(step => 0.5 * Math.Pow(1.05, step))];

    public static MlpHeldOut Collect(TwoTowerNetwork[] networks, int[][] heldOut, TwoTowerLabels labels, LengthBuckets buckets)
    {
        var n = labels.Features.RowCount;
        var m = networks[0].Shape.Endpoints;
        var holders = new List<int>[n];
        for (var i = 0; i < n; i++)
            holders[i] = [];
        for (var k = 0; k < networks.Length; k++)
        {
            foreach (var i in heldOut[k])
                holders[i].Add(k);
        }

        var logits = new double[n * m];
        var amounts = new double[n * m];
        Array.Fill(logits, double.NaN);
        int[] all = [.. Enumerable.Range(0, networks.Length)];
        Parallel.For(0, n, i =>
        {
            var own = new float[m];
            var probabilities = new float[m * buckets.Count];
            var scratch = new float[networks[0].ScratchLength];
            var asked = holders[i].Count > 0 ? holders[i].ToArray() : all;
            foreach (var k in asked)
                networks[k].Predict(labels.Features.Row(i), own, probabilities, scratch);
            for (var j = 0; j < m; j++)
            {
                if (holders[i].Count > 0)
                    logits[(i * m) + j] = own[j] / asked.Length;
                for (var t = 0; t < buckets.Count; t++)
                    amounts[(i * m) + j] += probabilities[(j * buckets.Count) + t] * (double)buckets.Means[t] / asked.Length;
            }
        });
        return new MlpHeldOut(logits, amounts);
    }

    /// <summary>The factor on the logits with the least log-loss; 1 when nothing was held back.</summary>
    public double Temperature(float[] success)
    {
        var best = 1.0;
        var least = Loss(1, success);
        foreach (var temperature in _temperatures)
        {
            var loss = Loss(temperature, success);
            if (loss < least)
                (best, least) = (temperature, loss);
        }

        return best;
    }

    /// <summary>rho = mean of r_j r_k / sqrt(v_j v_k) over pairs of endpoints, with residual r = y - p and v = p (1 - p).</summary>
    public double SharedVariance(float[] success, int endpoints) => ResidualCorrelation.Shared(Logits, success, endpoints);

    /// <summary>The errors on the queries that were held back.</summary>
    public HeldOutErrors? Errors(TrainingSet set, double temperature, double sharedVariance)
    {
        var m = set.Endpoints.Count;
        var row = 0;
        var held = set.Where(_ => !double.IsNaN(Logits[row++ * m]));
        double[] success = [.. Logits.Where(logit => !double.IsNaN(logit)).Select(logit => 1 / (1 + Math.Exp(-temperature * logit)))];
        double[] error = Array.ConvertAll(success, a => Math.Sqrt(sharedVariance * a * (1 - a)));
        return success.Length == 0
            ? null
            : HeldOutErrors.Measure(held, new Prediction(set.Endpoints, new QueryEndpointMatrix(success, m), new QueryEndpointMatrix(error, m)));
    }

    private double Loss(double temperature, float[] success)
    {
        var loss = 0.0;
        for (var k = 0; k < success.Length; k++)
        {
            if (float.IsNaN(success[k]) || double.IsNaN(Logits[k]))
                continue;
            var logit = temperature * Logits[k];
            loss += Math.Max(logit, 0) - (logit * success[k]) + Math.Log(1 + Math.Exp(-Math.Abs(logit)));
        }

        return loss;
    }
}
