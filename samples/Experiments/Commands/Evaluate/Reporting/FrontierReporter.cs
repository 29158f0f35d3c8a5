using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Observations;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Reporting;

/// <summary>Measures the routing gain of the predictions and of perfect foresight.</summary>
internal static class FrontierReporter
{
    private const int Samples = 200;

    /// <summary>Measures it over the queries of which every endpoint's outcome and cost are known.</summary>
    /// <exception cref="EccosException">There are none.</exception>
    public static FrontierReport Report(TestForecast forecast, OutcomeTable outcomes, int seed)
    {
        int[] known = [.. Enumerable.Range(0, outcomes.QueryCount).Where(i => IsKnown(outcomes.Success.Row(i)) && IsKnown(outcomes.CostUsd.Row(i)))];
        if (known.Length == 0)
            throw new EccosException("No test record tells outcome and cost of every endpoint; the frontier compares endpoints on the same queries.");
        QAServeRecord[] records = [.. known.Select(Record)];
        var routing = Gain((i, j) => (forecast.Prediction.Success[i, j], forecast.CostUsd[i, j]));
        var oracle = Gain((i, j) => (outcomes.Success[i, j], outcomes.CostUsd[i, j]));
        var (ours, best) = (routing.Frontier(), oracle.Frontier());
        return new FrontierReport(
            ours.Gain,
            routing.StandardError(Samples, seed),
            best.Gain,
            (ours.Gain - ours.RoundingGain) / (best.Gain - best.RoundingGain),
            ours.RoundingGain,
            GainFigures.Of(ours).CostRatioToMatchBest,
            [.. ours.Points.Distinct()],
            [.. best.Points.Distinct()],
            known.Length);

        QAServeRecord Record(int i) => new()
        {
            Id = forecast.Queries[i].Id,
            Query = forecast.Queries[i].Text,
            Outputs = [.. outcomes.Pool.Names.Select((name, j) => new QAServeOutput { Endpoint = name, Correct = outcomes.Success[i, j], CostUsd = outcomes.CostUsd[i, j] })],
        };

        RoutingGain Gain(Func<int, int, (double Success, double CostUsd)> predicted) => new(RoutingTable.Create(records, known.SelectMany(i => outcomes.Pool.Names.Select((name, j) =>
        {
            var (success, cost) = predicted(i, j);
            return new OutcomeForecast { QueryId = forecast.Queries[i].Id, Model = name, Success = success, CostUsd = cost };
        }))));
    }

    private static bool IsKnown(ReadOnlySpan<double> row) => !row.ToArray().Any(double.IsNaN);
}
