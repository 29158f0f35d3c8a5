using Eccos.Experiments.Arguments;
using Eccos.Experiments.Metrics;
using Eccos.Experiments.Records;
using Eccos.Experiments.Scheduling;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Route.Floors;

/// <summary>How a floor held on the labels, over all orders.</summary>
/// <param name="Scope">batch or running.</param>
/// <param name="Batch">The queries decided together; null for all.</param>
/// <param name="Last">Whether the row is of the last batches of the orders, which are smaller; what a batch's average leaves to chance grows as batches shrink.</param>
/// <param name="Orders">The orders.</param>
/// <param name="Batches">The batches of this size in all orders.</param>
/// <param name="BatchesBelow">Those whose realised success lies below the floor.</param>
/// <param name="ShareBelow">Their part of all.</param>
/// <param name="MeanShortfall">How far they lie below it on average; 0 when none does.</param>
/// <param name="GreatestShortfall">How far the lowest lies below it; 0 when none does.</param>
/// <param name="OrdersBelow">Orders whose realised success over all queries lies below the floor.</param>
/// <param name="Relaxed">Batches in which the floor, with its margin, was out of reach.</param>
/// <param name="Asked">What was asked of the optimizer, on average over queries.</param>
/// <param name="PredictedSuccess">The predicted success.</param>
/// <param name="RealisedSuccess">The success by the labels.</param>
/// <param name="CostUsd">USD per query by the records.</param>
/// <param name="CostAgainstBest">The same against the best single endpoint of the training records; null without them, or when it is free.</param>
internal sealed record FloorReport(
    string Scope,
    int? Batch,
    bool Last,
    int Orders,
    int Batches,
    int BatchesBelow,
    double ShareBelow,
    double MeanShortfall,
    double GreatestShortfall,
    int OrdersBelow,
    int Relaxed,
    double? Asked,
    double? PredictedSuccess,
    double? RealisedSuccess,
    double? CostUsd,
    double? CostAgainstBest)
{
    public static IReadOnlyList<FloorReport> Of(IReadOnlyList<FloorRun> runs, double floor, Labels labels, double? bestCostUsd) =>
    [
        .. runs.GroupBy(run => run.Setting).SelectMany(setting => setting
            .SelectMany(run => run.Batches)
            .GroupBy(batch => batch.Queries)
            .OrderByDescending(size => size.Key)
            .Select((size, place) => Of(setting.Key with { Batch = new BatchSize(setting.Key.Batch.Queries is null ? null : size.Key) }, place > 0, [.. size], [.. setting], floor, labels, bestCostUsd))),
    ];

    private static FloorReport Of(FloorSetting setting, bool last, FloorBatch[] decided, FloorRun[] runs, double floor, Labels labels, double? bestCostUsd)
    {
        FloorBatch[] batches = [.. decided.Where(batch => batch.Choices.Count > 0)];
        double[] shortfalls = [.. batches.Select(batch => floor - (Realised.Of(batch.Choices, labels).Success ?? floor)).Where(shortfall => shortfall > FloorRecord.Rounding)];
        var realised = Realised.Of(batches.SelectMany(batch => batch.Choices), labels);
        double queries = batches.Sum(batch => batch.Choices.Count);
        return new FloorReport(
            EnumName.Of(setting.Scope),
            setting.Batch.Queries,
            last,
            runs.Length,
            batches.Length,
            shortfalls.Length,
            batches.Length == 0 ? 0 : (double)shortfalls.Length / batches.Length,
            shortfalls.DefaultIfEmpty().Average(),
            shortfalls.DefaultIfEmpty().Max(),
            runs.Count(run => Realised.Of(run.Batches.SelectMany(batch => batch.Choices), labels).Success < floor - FloorRecord.Rounding),
            batches.Count(batch => batch.Relaxed),
            Mean(batch => batch.Asked),
            Mean(batch => batch.Predicted),
            realised.Success,
            realised.CostUsd,
            CostRatio.Of(realised.CostUsd, bestCostUsd));

        double? Mean(Func<FloorBatch, double?> value) => queries == 0 ? null : batches.Sum(batch => batch.Choices.Count * value(batch)) / queries;
    }
}
