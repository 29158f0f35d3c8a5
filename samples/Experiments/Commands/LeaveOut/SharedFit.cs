using Eccos.Experiments.Predictors.NewEndpoints;
using Eccos.Observations;
using Eccos.Predictors;

namespace Eccos.Experiments.Commands.LeaveOut;

/// <summary>
/// One fit for all endpoints that are left out, each by dropping its column. Neighbours of a query are found by text and vote on each endpoint by
/// itself. What stays of an endpoint in the others' columns is its say in how neighbours are weighed, three numbers for all endpoints, and in the
/// mean of all, which every endpoint's own mean counts as one observation more.
/// </summary>
internal sealed class SharedFit
{
    private const int Folds = 5;

    private readonly IPredictor _predictor;
    private readonly Prediction _outOfFold;
    private readonly IReadOnlyList<QAServeRecord> _records;

    private SharedFit(IPredictor predictor, Prediction outOfFold, IReadOnlyList<QAServeRecord> records) =>
        (_predictor, _outOfFold, _records) = (predictor, outOfFold, records);

    /// <summary>Fits a predictor, and as many others as there are folds to predict each fold by one that never saw it.</summary>
    public static async Task<SharedFit> FitAsync(
        ITrainer trainer,
        ModelPool pool,
        IReadOnlyList<QAServeRecord> records,
        int seed,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        var set = TrainingSet.Create(pool, records);
        var fold = Cut(records, seed);
        var rows = new (Prediction Prediction, int Row)[records.Count];
        for (var f = 0; f < Folds; f++)
        {
            progress.Report((double)f / (Folds + 1));
            var predictor = await trainer.FitAsync(set.Where(record => fold[record.Query] != f), null, cancellationToken);
            int[] held = [.. Enumerable.Range(0, rows.Length).Where(i => fold[records[i].Query] == f)];
            var prediction = (await predictor.PredictAsync([.. held.Select(i => records[i].ToQuery())], cancellationToken)).For(pool);
            for (var row = 0; row < held.Length; row++)
                rows[held[row]] = (prediction, row);
        }

        progress.Report((double)Folds / (Folds + 1));
        return new SharedFit(await trainer.FitAsync(set, null, cancellationToken), rows[0].Prediction.Gather(rows), records);
    }

    /// <summary>The predictor of all endpoints but one.</summary>
    public ExtensiblePredictor Without(LeftOutEndpoint left)
    {
        var name = left.Endpoint.Name;
        var kept = Enumerable.Range(0, _records.Count).Where(i => _records[i].Outputs.Any(output => output.Endpoint != name));
        return ExtensiblePredictor.Create(_predictor, _outOfFold.Rows(kept), TrainingSet.Create(left.Known, left.History), left.Known);
    }

    /// <summary>The fold of each query text; the same text stands in one fold alone.</summary>
    private static Dictionary<string, int> Cut(IReadOnlyList<QAServeRecord> records, int seed)
    {
        string[] texts = [.. records.Select(record => record.Query).Distinct(StringComparer.Ordinal)];
        if (texts.Length < Folds)
            throw new EccosException($"The training records hold {texts.Length} query texts; --fit-once cuts them into {Folds} parts.");
        new Random(seed).Shuffle(texts);
        return texts.Index().ToDictionary(entry => entry.Item, entry => entry.Index % Folds, StringComparer.Ordinal);
    }
}
