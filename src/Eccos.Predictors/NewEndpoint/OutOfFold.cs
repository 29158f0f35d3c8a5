namespace Eccos.Predictors;

/// <summary>
/// Predicts every query of a training set by a predictor that never saw it (cross-fitting): how far predictions are off and what they
/// leave open shows on such predictions alone.
/// </summary>
internal static class OutOfFold
{
    /// <returns>One row per record, in the set's order.</returns>
    public static async Task<TwinnedPrediction> PredictAsync(
        ITrainer trainer,
        TrainingSet set,
        ModelPool known,
        NewEndpointOptions options,
        IProgress<FitProgress>? progress,
        CancellationToken cancellationToken)
    {
        var fold = Cut(set, options);
        var folds = fold.Values.Max() + 1;
        var rows = new (TwinnedPrediction Prediction, int Row)[set.Records.Count];
        for (var f = 0; f < folds; f++)
        {
            progress?.Report(new FitProgress("predicting the history from other parts of it", (double)f / (folds + 1)));
            var predictor = await trainer.FitAsync(set.Where(record => fold[record.Query] != f), null, cancellationToken).ConfigureAwait(false);
            var held = Enumerable.Range(0, rows.Length).Where(i => fold[set.Records[i].Query] == f).ToArray();
            var prediction = await TwinnedPrediction.PredictAsync(predictor, Array.ConvertAll(held, i => set.Records[i].ToQuery()), cancellationToken).ConfigureAwait(false);
            prediction = prediction.For(known);
            for (var row = 0; row < held.Length; row++)
                rows[held[row]] = (prediction, row);
        }

        return TwinnedPrediction.Gather(rows);
    }

    /// <summary>The part of each query text; the same text stands in one part alone.</summary>
    private static Dictionary<string, int> Cut(TrainingSet set, NewEndpointOptions options)
    {
        string[] texts = [.. set.Records.Select(record => record.Query).Distinct(StringComparer.Ordinal)];
        if (texts.Length < 2)
            throw new EccosException($"The training set holds {texts.Length} query texts; at least 2 are needed to predict one from the others.");
        new Random(options.Seed).Shuffle(texts);
        return texts.Index().ToDictionary(entry => entry.Item, entry => entry.Index % options.Folds, StringComparer.Ordinal);
    }
}
