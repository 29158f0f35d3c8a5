using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Model;

/// <summary>What a policy yields, on average over the orders of the queries.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Published">Whether it is one of the published-style baselines.</param>
/// <param name="KnowsLabels">Whether it was given the labels.</param>
/// <param name="Success">The mean score.</param>
/// <param name="SuccessInterval">Its 95 % bootstrap interval over queries.</param>
/// <param name="CostUsd">USD per query.</param>
/// <param name="CostInterval">Its 95 % bootstrap interval over queries.</param>
/// <param name="SuccessOverOrders">The standard deviation of the mean score over the orders; null for one order.</param>
/// <param name="PredictedSuccess">The mean success predicted of its choices.</param>
/// <param name="PredictedCostUsd">The mean cost predicted of its choices.</param>
/// <param name="OverLimit">Choices of a full endpoint, over all orders; 0 when all limits were kept.</param>
/// <param name="Unassigned">Queries left out, over all orders.</param>
internal sealed record PolicyReport(
    string Policy,
    bool Published,
    bool KnowsLabels,
    double Success,
    ConfidenceInterval SuccessInterval,
    double CostUsd,
    ConfidenceInterval CostInterval,
    double? SuccessOverOrders,
    double PredictedSuccess,
    double PredictedCostUsd,
    int OverLimit,
    int Unassigned)
{
    public static PolicyReport Of(DecidedRun decided, PolicyYield yield, int samples, int seed) => new(
        decided.Runs[0].Policy,
        Policies.PublishedBaselines.Names.Contains(decided.Runs[0].Policy),
        decided.Plan.Role == RunRole.Oracle,
        yield.Success,
        Bootstrap.Sample(yield.QueryCount, yield.SuccessOver, samples, seed).Interval(),
        yield.CostUsd,
        Bootstrap.Sample(yield.QueryCount, yield.CostUsdOver, samples, seed).Interval(),
        Deviation([.. yield.Runs.Select(run => run.Success)]),
        decided.Runs.Average(run => run.PredictedSuccess),
        decided.Runs.Average(run => run.PredictedCostUsd),
        decided.Runs.Sum(run => run.OverLimit),
        decided.Runs.Sum(run => run.Unassigned));

    private static double? Deviation(double[] values)
    {
        var mean = values.Average();
        return values.Length < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
