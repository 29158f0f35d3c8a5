namespace Eccos.Predictors;

/// <summary>What the networks say of the queries they were not trained on: for each query the mean over the networks that held it back.</summary>
/// <param name="Logits">N x M; NaN for a query that no network held back.</param>
/// <param name="Amounts">N x M expected log amounts; those of all networks where none held the query back.</param>
internal sealed record MlpHeldOut(double[] Logits, double[] Amounts)
{
    /// <summary>Looking for a twin takes part of the time of every prediction; for a gain that chance explains it is not worth it.</summary>
    private const double LeastCertainty = 3;

    private static readonly double[] _temperatures = [.. Enumerable.Range(0, 31).Select(step => 0.5 * Math.Pow(1.05, step))];

    public static MlpHeldOut Collect(TwoTowerNetwork[] networks, int[][] heldOut, TwoTowerLabels labels, LengthBuckets buckets, ParallelOptions parallel)
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
        Parallel.For(0, n, parallel, i =>
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

    /// <summary>Learns what the outcomes of twins tell beyond the logits of the queries that were held back.</summary>
    /// <param name="set">The observations.</param>
    /// <param name="success">Their scores.</param>
    /// <param name="twins">The twin of each query.</param>
    /// <param name="temperature">What logits are multiplied with.</param>
    /// <param name="seed">Seeds the folds.</param>
    /// <returns>What twins tell, and the same with logits that it has corrected, each as it was learned from other folds.</returns>
    public (TwinTransfer Transfer, MlpHeldOut Corrected) Learn(TrainingSet set, float[] success, Twin[] twins, double temperature, int seed)
    {
        const int Folds = 5;
        var m = set.Endpoints.Count;
        var fold = QueryFolds.Of(set, Folds, seed);
        if (fold.Length == 0)
            return (TwinTransfer.None(m), this);
        var logits = Array.ConvertAll(Logits, logit => temperature * logit);
        var held = twins.Select((twin, i) => double.IsNaN(logits[i * m]) ? Twin.None : twin).ToArray();
        var transfer = new TwinFit(logits, success, held, fold, Folds, LeastCertainty).Fit(out var corrections);
        return (transfer, this with { Logits = [.. Logits.Zip(corrections, (logit, correction) => logit + (correction / temperature))] });
    }

    /// <summary>rho = mean of r_j r_k / sqrt(v_j v_k) over pairs of endpoints, with residual r = y - p and v = p (1 - p).</summary>
    /// <param name="success">The scores.</param>
    /// <param name="endpoints">M.</param>
    /// <param name="temperature">What logits are multiplied with before they are p.</param>
    public double SharedVariance(float[] success, int endpoints, double temperature) =>
        ResidualCorrelation.Shared(Array.ConvertAll(Logits, logit => temperature * logit), success, endpoints);

    /// <summary>The errors on the queries that were held back.</summary>
    /// <param name="set">The records.</param>
    /// <param name="temperature">The factor on the logits.</param>
    /// <param name="sharedVariance">rho.</param>
    /// <param name="scale">The scale of the amounts.</param>
    /// <param name="retransformation">The way back from it.</param>
    public HeldOutErrors? Errors(TrainingSet set, double temperature, double sharedVariance, AmountModel scale, Retransformation retransformation)
    {
        var m = set.Endpoints.Count;
        int[] rows = [.. Enumerable.Range(0, set.Records.Count).Where(i => !double.IsNaN(Logits[i * m]))];
        if (rows.Length == 0)
            return null;
        var row = 0;
        var held = set.Where(_ => !double.IsNaN(Logits[row++ * m]));
        var success = Each((k, _) => Logistic.Sigmoid(temperature * Logits[k]));
        return HeldOutErrors.Measure(held, new Prediction(set.Endpoints, success, Each((k, _) => Error(Logits[k])))
        {
            OutputTokens = Each((k, j) => Amount(k, j, AmountKind.OutputTokens)),
            CostUsd = Each((k, j) => Amount(k, j, AmountKind.CostUsd)),
        });

        QueryEndpointMatrix Each(Func<int, int, double> value) => new([.. rows.SelectMany(i => Enumerable.Range(0, m).Select(j => value((i * m) + j, j)))], m);

        double Error(double logit)
        {
            var a = Logistic.Sigmoid(temperature * logit);
            return Math.Sqrt(sharedVariance * a * (1 - a));
        }

        double Amount(int k, int j, AmountKind kind) =>
            scale.Kinds[j] == kind ? Math.Exp(scale.LogMeans[j] + Amounts[k] + retransformation.MeanShift(j, Amounts[k])) : double.NaN;
    }

    private double Loss(double temperature, float[] success)
    {
        var loss = 0.0;
        for (var k = 0; k < success.Length; k++)
        {
            if (float.IsNaN(success[k]) || double.IsNaN(Logits[k]))
                continue;
            loss += Logistic.LogLoss(temperature * Logits[k], success[k]);
        }

        return loss;
    }
}
