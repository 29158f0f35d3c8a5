using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Observations;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Reporting;

/// <summary>Measures the routing gain of the predictions and of perfect foresight.</summary>
internal static class FrontierReporter
{
    private const int Samples = 200;

    public static FrontierReport Report(IReadOnlyList<QAServeRecord> records, TestForecast forecast, OutcomeTable outcomes, int seed)
    {
        var names = forecast.Prediction.Endpoints;
        var routing = Gain((i, j) => (forecast.Prediction.Success[i, j], forecast.CostUsd[i, j]));
        var oracle = Gain((i, j) => (outcomes.Success[i, j], outcomes.CostUsd[i, j]));
        var (ours, best) = (routing.Frontier(), oracle.Frontier());
        return new FrontierReport(
            ours.Gain,
            routing.StandardError(Samples, seed),
            best.Gain,
            (ours.Gain - ours.RoundingGain) / (best.Gain - best.RoundingGain),
            ours.RoundingGain,
            ours.CostOf(ours.BestSingle.Success) / ours.BestSingle.CostUsd,
            [.. ours.Points.Distinct()],
            [.. best.Points.Distinct()]);

        RoutingGain Gain(Func<int, int, (double Success, double CostUsd)> predicted) => new(RoutingTable.Create(records, records.Index().SelectMany(record => names.Index().Select(name =>
        {
            var (success, cost) = predicted(record.Index, name.Index);
            return new OutcomeForecast { QueryId = record.Item.Id, Model = name.Item, Success = success, CostUsd = cost };
        }))));
    }
}
