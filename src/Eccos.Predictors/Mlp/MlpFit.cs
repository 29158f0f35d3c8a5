using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>Fits an ensemble on an encoder: scaling, buckets, networks, then what the networks' held-out queries tell of their errors.</summary>
internal static class MlpFit
{
    /// <summary>Below this, a validation part says too little to stop by.</summary>
    private const int FewestValidationQueries = 20;

    public static async Task<MlpPredictor> RunAsync(
        TrainingSet set,
        MlpEncoding encoding,
        MlpOptions options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellationToken)
    {
        progress?.Report(new FitProgress("encoding queries", 0));
        var n = set.Records.Count;
        var features = new DenseMatrix(n, encoding.Width);
        await encoding.EncodeAsync([.. set.Records.Select(record => record.Query)], features.Values, cancellationToken).ConfigureAwait(false);
        var scaling = FeatureScaling.Fit(features);
        for (var i = 0; i < n; i++)
            scaling.Apply(features.Row(i));

        var counter = new Lazy<ITokenCounter>(() => options.TokenCounter ?? new TiktokenCounter());
        var amounts = AmountModel.Fit(set, counter);
        var z = amounts.Labels(set);
        var buckets = LengthBuckets.Fit(z, options.LengthBuckets, options.LengthEdges);
        var labels = new TwoTowerLabels(
            features,
            Array.ConvertAll(set.Success.Values.ToArray(), value => (float)value),
            Array.ConvertAll(z, value => float.IsNaN(value) ? -1 : buckets.Find(value)));
        var shape = new TwoTowerShape(encoding.Width, options.HiddenLayers, options.EmbeddingLength, set.Endpoints.Count, buckets.Count);
        var members = Train(set, shape, labels, options, progress, cancellationToken);
        var networks = Array.ConvertAll(members, member => new TwoTowerNetwork(shape, member.Parameters));
        var heldOut = MlpHeldOut.Collect(networks, Array.ConvertAll(members, member => member.Validation), labels, buckets);
        var model = new MlpModel(
            scaling,
            networks,
            buckets,
            amounts,
            amounts.SmearingFactors(z, heldOut.Amounts),
            heldOut.Temperature(labels.Success),
            heldOut.SharedVariance(labels.Success, set.Endpoints.Count));
        progress?.Report(new FitProgress("done", 1));
        return new MlpPredictor(set.Endpoints, encoding, counter, model);
    }

    private static (float[] Parameters, int[] Validation)[] Train(
        TrainingSet set,
        TwoTowerShape shape,
        TwoTowerLabels labels,
        MlpOptions options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellationToken)
    {
        var members = new (float[] Parameters, int[] Validation)[options.Members];
        var epochs = new int[options.Members];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism ?? Environment.ProcessorCount };
        Parallel.For(0, options.Members, parallel, member =>
        {
            var split = new QuerySplit(options.ValidationFraction, unchecked(options.Seed + member));
            var validation = Enumerable.Range(0, set.Records.Count).Where(i => split.IsHeldOut(set.Records[i].Query)).ToArray();
            if (validation.Length < FewestValidationQueries || set.Records.Count - validation.Length < FewestValidationQueries)
                validation = [];
            var fit = Enumerable.Range(0, set.Records.Count).Except(validation).ToArray();
            var training = new TwoTowerTraining(shape, labels, options, unchecked((options.Seed * 7919) + member));
            var parameters = training.Run(fit, validation, (epoch, loss) =>
            {
                Volatile.Write(ref epochs[member], epoch);
                progress?.Report(new FitProgress($"network {member + 1} of {options.Members}, epoch {epoch}", epochs.Sum() / (double)(options.Members * options.MaxEpochs), loss));
            }, cancellationToken);
            members[member] = (parameters, validation);
            Volatile.Write(ref epochs[member], options.MaxEpochs);
        });
        return members;
    }
}
