using System.Globalization;

namespace Eccos.Predictors;

/// <summary>Fits an ensemble on an encoder: scaling, buckets, networks, then what the networks' held-out queries tell of their errors.</summary>
internal static class MlpFit
{
    /// <summary>Below this, a validation part says too little to stop by.</summary>
    private const int FewestValidationQueries = 20;

    /// <summary>Encodes the set's queries, fits and returns the predictor.</summary>
    public static async Task<MlpPredictor> RunAsync(
        TrainingSet set,
        QueryEncoding encoding,
        Lazy<ITokenCounter> counter,
        MlpOptions options,
        IProgress<FitProgress>? progress,
        ParallelOptions parallel)
    {
        progress?.Report(new FitProgress("encoding queries", 0));
        string[] texts = [.. set.Records.Select(record => record.Query)];
        var vectors = new DenseMatrix(texts.Length, encoding.Width);
        await encoding.EncodeAsync(texts, vectors.Values, parallel).ConfigureAwait(false);
        var index = new TwinIndex(TwinMemory.Of(texts));
        var twins = index.FindAmongOthers(texts, parallel);
        var (model, transfer) = Fit(set, vectors, AmountModel.Fit(set, new QueryTokens(counter)), twins, options, progress, parallel.CancellationToken);
        progress?.Report(new FitProgress("done", 1));
        var correction = transfer.IsNone ? null : new TwinCorrection(index, Array.ConvertAll(set.Success.Values.ToArray(), value => (float)value), transfer);
        return new MlpPredictor(set.Endpoints, encoding, counter, model, correction);
    }

    /// <summary>Fits an ensemble to encoded queries.</summary>
    /// <param name="set">The observations.</param>
    /// <param name="vectors">One row per record.</param>
    /// <param name="amounts">The scale of tokens and costs.</param>
    /// <param name="twins">The twin of each query, to learn from the outcomes of twins as well; empty for not.</param>
    /// <param name="options">Settings.</param>
    /// <param name="progress">Told of every epoch.</param>
    /// <param name="cancellationToken">Ends training; the networks that are done are returned, or where none is, the best so far of each that has begun.</param>
    /// <returns>The networks with what held-out queries tell of them, and what twins tell beside the networks.</returns>
    public static (MlpModel Model, TwinTransfer Twins) Fit(
        TrainingSet set,
        DenseMatrix vectors,
        AmountModel amounts,
        Twin[] twins,
        MlpOptions options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellationToken)
    {
        var scaling = FeatureScaling.Fit(vectors);
        var features = new DenseMatrix(vectors.RowCount, vectors.ColumnCount);
        vectors.Values.CopyTo(features.Values, 0);
        for (var i = 0; i < features.RowCount; i++)
            scaling.Apply(features.Row(i));

        var z = amounts.Labels(set);
        var buckets = LengthBuckets.Fit(z, options.LengthBuckets, options.LengthEdges);
        var labels = new TwoTowerLabels(
            features,
            Array.ConvertAll(set.Success.Values.ToArray(), value => (float)value),
            Array.ConvertAll(z, value => float.IsNaN(value) ? -1 : buckets.Find(value)));
        var shape = new TwoTowerShape(vectors.ColumnCount, options.HiddenLayers, options.EmbeddingLength, set.Endpoints.Count, buckets.Count);
        var members = Train(set, shape, labels, options, progress, cancellationToken);
        var networks = Array.ConvertAll(members, member => new TwoTowerNetwork(shape, member.Parameters));
        // Cancelled, a fit still ends with what it has.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism ?? Environment.ProcessorCount };
        var heldOut = MlpHeldOut.Collect(networks, Array.ConvertAll(members, member => member.Validation), labels, buckets, parallel);
        var temperature = heldOut.Temperature(labels.Success);
        var transfer = TwinTransfer.None(set.Endpoints.Count);
        if (twins.Length > 0)
            (transfer, heldOut) = heldOut.Learn(set, labels.Success, twins, temperature, options.Seed);
        var sharedVariance = heldOut.SharedVariance(labels.Success, set.Endpoints.Count, temperature);
        var retransformation = Retransformation.Fit(z, heldOut.Amounts, set.Endpoints.Count);
        var model = new MlpModel(
            scaling,
            networks,
            buckets,
            amounts,
            retransformation,
            temperature,
            sharedVariance,
            heldOut.Errors(set, temperature, sharedVariance, amounts, retransformation));
        return (model, transfer);
    }

    private static (float[] Parameters, int[] Validation)[] Train(
        TrainingSet set,
        TwoTowerShape shape,
        TwoTowerLabels labels,
        MlpOptions options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellationToken)
    {
        var members = new (float[]? Parameters, int[] Validation, bool IsDone)[options.Members];
        var epochs = new int[options.Members];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism ?? Environment.ProcessorCount };
        Parallel.For(0, options.Members, parallel, member =>
        {
            var validation = QueryFolds.HeldBack(set, options.ValidationFraction, unchecked(options.Seed + member));
            if (validation.Length < FewestValidationQueries || set.Records.Count - validation.Length < FewestValidationQueries)
                validation = [];
            var fit = Enumerable.Range(0, set.Records.Count).Except(validation).ToArray();
            var training = new TwoTowerTraining(shape, labels, options, unchecked((options.Seed * 7919) + member));
            var parameters = training.Run(fit, validation, (epoch, loss) =>
            {
                // One after the other, so that what is told never goes back.
                lock (epochs)
                {
                    epochs[member] = epoch;
                    progress?.Report(new FitProgress($"network {member + 1} of {options.Members}, epoch {epoch}", epochs.Sum() / (double)(options.Members * options.MaxEpochs), loss));
                }
            }, cancellationToken);
            members[member] = (parameters, validation, !cancellationToken.IsCancellationRequested);
            lock (epochs)
                epochs[member] = options.MaxEpochs;
        });

        // When training was ended, networks that have not begun know nothing, and those under way less than those that are done.
        var best = members.Where(member => member.IsDone == members.Any(other => other.IsDone) && member.Parameters is not null)
            .Select(member => (Parameters: member.Parameters!, member.Validation))
            .ToArray();
        if (best.Length == 0)
            throw new OperationCanceledException(cancellationToken);
        if (best.Any(member => !member.Parameters.All(float.IsFinite)))
            throw new EccosException(string.Create(CultureInfo.InvariantCulture, $"A network's weights grew without bound at a learning rate of {options.LearningRate}; try a lower one."));
        return best;
    }
}
