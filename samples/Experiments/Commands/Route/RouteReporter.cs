using System.Reflection;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Baselines;
using Eccos.Experiments.Commands.Route.Floors;
using Eccos.Experiments.Files;
using Eccos.Experiments.Metrics;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Records;
using Eccos.Experiments.Scheduling;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Route;

/// <summary>Holds decisions and predictions against the labels.</summary>
/// <param name="settings">The options of the run.</param>
/// <param name="prepared">The predictor with its endpoints and what the training records say of them.</param>
/// <param name="labels">What the test records say; nothing before this class has seen them.</param>
internal sealed class RouteReporter(RouteSettings settings, PreparedPredictor prepared, Labels labels)
{
    private readonly ModelPool _pool = prepared.Pool;

    public RouteReport Report(IReadOnlyList<Query> queries, IReadOnlyList<DecidedBatch> batches, IReadOnlyList<FloorRun> floors)
    {
        DecisionLine[] decisions = [.. batches.SelectMany(batch => batch.DecisionLines())];
        var realised = Realise(decisions);
        var (predictor, endpointMean) = PredictionScores.Of(batches.SelectMany(batch => batch.PredictionLines()), labels, prepared.Means);
        BatchReport[] batchReports = [.. batches.Select(Report)];
        double[] shortfalls = [.. batchReports.Select(batch => settings.Floor - batch.RealisedSuccess).OfType<double>().Where(shortfall => shortfall > FloorRecord.Rounding)];
        var seen = prepared.Records?.Select(record => record.Query).ToHashSet(StringComparer.Ordinal);
        BaselineReport[] baselines = [.. BaselineSet.Create(_pool, prepared.Means).Select(baseline => Report(baseline, queries))];
        var bestSingle = Array.Find(baselines, baseline => baseline.Name == BaselineSet.BestSingle)?.RealisedCostUsd;
        return new RouteReport
        {
            Version = typeof(EccosScheduler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            Options = RouteOptionsReport.Of(settings),
            Floor = settings.Floor,
            Floors = settings.Floor is { } floor ? FloorReport.Of(floors, floor, labels, bestSingle) : [],
            TrainingRecords = prepared.Records?.Count,
            Queries = queries.Count,
            QueriesSeenInTraining = seen is null ? null : queries.Count(query => seen.Contains(query.Text)),
            Undecided = queries.Count - decisions.Length,
            UnknownOutcomes = realised.Unknown,
            UnknownCosts = realised.CostUnknown,
            RealisedSuccess = realised.Success,
            RealisedCostUsd = realised.CostUsd,
            PredictedSuccess = Mean(decisions, line => line.Success),
            PredictedCostUsd = Mean(decisions, line => line.CostUsd),
            BatchesBelowFloor = shortfalls.Length,
            MeanShortfall = shortfalls.DefaultIfEmpty().Average(),
            FitSeconds = prepared.FitTime.TotalSeconds,
            ScheduleSecondsPerQuery = batches.Sum(batch => (batch.Schedule.PredictionTime + batch.Schedule.DecisionTime).TotalSeconds) / queries.Count,
            PredictionSecondsPerQuery = batches.Sum(batch => batch.Schedule.PredictionTime.TotalSeconds) / queries.Count,
            DecisionSecondsPerQuery = batches.Sum(batch => batch.Schedule.DecisionTime.TotalSeconds) / queries.Count,
            Pairs = predictor.Pairs,
            LogLoss = predictor.LogLoss,
            Brier = predictor.Brier,
            AucWithinEndpoint = predictor.AucWithinEndpoint,
            Ece = predictor.Ece,
            EndpointMean = endpointMean,
            Baselines = baselines,
            Endpoints = [.. _pool.Names.Select(name => Report(name, queries, decisions))],
            Batches = batchReports,
        };
    }

    private BaselineReport Report(Baseline baseline, IReadOnlyList<Query> queries)
    {
        var realised = Realised.Of(baseline.Choose(queries), labels);
        return new BaselineReport(baseline.Name, baseline.SingleEndpoint, realised.Unknown, realised.Success, realised.CostUsd);
    }

    private EndpointReport Report(string endpoint, IReadOnlyList<Query> queries, DecisionLine[] decisions)
    {
        var alone = Realised.Of(queries.Select(query => (query.Id, endpoint)), labels);
        var chosen = decisions.Count(line => line.Model == endpoint);
        return new EndpointReport(endpoint, endpoint == settings.Source.NewEndpoint, chosen, decisions.Length == 0 ? 0 : (double)chosen / decisions.Length, alone.Success, alone.CostUsd);
    }

    private BatchReport Report(DecidedBatch batch)
    {
        var assignment = batch.Schedule.Assignment;
        DecisionLine[] decisions = [.. batch.DecisionLines()];
        var realised = Realise(decisions);
        return new BatchReport(
            batch.Index,
            batch.Schedule.Placements.Count,
            batch.Schedule.Placements.Count - decisions.Length,
            batch.WorkloadLimit,
            EnumName.Of(assignment.Status),
            EnumName.Of(assignment.StopReason),
            assignment is { IsFound: true, Infeasibility: not null },
            assignment.Infeasibility?.Message,
            Number(assignment.Objective),
            Number(assignment.Bound),
            Number(assignment.Gap),
            Mean(decisions, line => line.Success),
            Mean(decisions, line => line.CostUsd),
            realised.Success,
            realised.CostUsd,
            [.. assignment.BindingLimits.Select(limit => EnumName.Of(limit.Kind) + (limit.Endpoint is { } j ? " " + _pool[j].Name : ""))],
            batch.Schedule.PredictionTime.TotalSeconds,
            batch.Schedule.DecisionTime.TotalSeconds);
    }

    private Realised Realise(IEnumerable<DecisionLine> decisions) => Realised.Of(decisions.Select(line => (line.QueryId, line.Model)), labels);

    private static double? Mean(DecisionLine[] lines, Func<DecisionLine, double> value) => lines.Length == 0 ? null : lines.Average(value);

    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}
