using System.Reflection;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Commands.Evaluate.Policies;
using Eccos.Experiments.Predictors;
using Eccos.Observations;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Reporting;

/// <summary>Holds all that was predicted and decided against the labels.</summary>
internal sealed class EvaluationReporter(
    EvaluateSettings settings,
    PreparedPredictor prepared,
    TestForecast forecast,
    IReadOnlyList<QAServeRecord> records,
    OutcomeTable outcomes,
    IReadOnlyList<RehearsedShare> shares)
{
    public EvaluationReport Report(IReadOnlyList<DecidedRun> decided, SchedulingTime time)
    {
        var (predictor, endpointMean) = (new PredictionScorer(), new PredictionScorer());
        for (var i = 0; i < outcomes.QueryCount; i++)
        {
            for (var j = 0; j < outcomes.Pool.Count; j++)
            {
                if (double.IsNaN(outcomes.Success[i, j]))
                    continue;
                predictor.Add(outcomes.Pool[j].Name, forecast.Prediction.Success[i, j], outcomes.Success[i, j]);
                endpointMean.Add(outcomes.Pool[j].Name, prepared.Means!.Success[j], outcomes.Success[i, j]);
            }
        }

        var seen = prepared.Records!.Select(record => record.Query).ToHashSet(StringComparer.Ordinal);
        return new EvaluationReport
        {
            Version = typeof(EccosScheduler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            Options = EvaluationOptionsReport.Of(settings),
            TrainingRecords = prepared.Records!.Count,
            Queries = records.Count,
            QueriesSeenInTraining = records.Count(record => seen.Contains(record.Query)),
            Endpoints = [.. outcomes.Pool.Names.Select((name, j) => new SingleReport(name, Mean(outcomes.Success, j), Mean(outcomes.CostUsd, j)))],
            Success = predictor.Score(),
            EndpointMean = endpointMean.Score(),
            Reliability = predictor.Bins,
            Frontier = FrontierReporter.Report(forecast, outcomes, settings.Source.Seed),
            Settings = [.. Enum.GetValues<RoutingSetting>().Select(setting => new SettingReporter(settings, setting, decided, outcomes, shares).Report())],
            Floors = [.. decided.Where(run => run.Plan.Role == RunRole.FloorSweep).Select(Floor)],
            Overhead = Overhead(decided, time),
        };
    }

    private FloorReport Floor(DecidedRun run) => new(
        EnumName.Of(run.Plan.Setting),
        run.Plan.Capacity,
        FloorRecord.Of(run.Plan.Asked!.Value, [.. run.Runs.Select(entry => RunOutcome.Of(entry, outcomes))]));

    private OverheadReport Overhead(IReadOnlyList<DecidedRun> decided, SchedulingTime time)
    {
        RoutingRun[] runs = [.. decided.Where(run => run.Plan.Role is RunRole.Claim).SelectMany(run => run.Runs)];
        double?[] seconds = [.. runs.Select(run => ResponseTime.MeanSeconds(run, outcomes, settings.Speed))];
        var response = seconds.Average();
        return new OverheadReport(
            time.Prediction.MeanSeconds,
            time.Batch.MeanSeconds,
            time.Streaming.MeanSeconds,
            response,
            runs.All(run => run.EndpointOf.Index().All(choice => choice.Item < 0 || !double.IsNaN(outcomes.LatencyMs[choice.Index, choice.Item]))),
            time.Prediction.Then(time.Batch).MeanSeconds / response,
            time.Streaming.MeanSeconds / response,
            [.. SchedulingTimeReport.Of(time, response)]);
    }

    private static double? Mean(QueryEndpointMatrix values, int j)
    {
        double[] known = [.. Enumerable.Range(0, values.QueryCount).Select(i => values[i, j]).Where(double.IsFinite)];
        return known.Length == 0 ? null : known.Average();
    }
}
