using System.Text.Json;
using Eccos.Experiments.Pools;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Predictors.NewEndpoints;
using Eccos.Experiments.Records;
using Eccos.Experiments.Terminals;
using Eccos.Observations;
using Eccos.Predictors;
using Eccos.QAServe;
using Spectre.Console;

namespace Eccos.Experiments.Commands.LeaveOut;

/// <summary>Leaves one endpoint after another out of training, tells the predictor of some of its outcomes, and scores the estimate on test records.</summary>
internal sealed class LeaveOutRun(Terminal terminal, LeaveOutSettings settings)
{
    private readonly TiktokenCounter _counter = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var train = await terminal.StepAsync($"Reading {settings.Train.Name}", progress => RecordReader.ReadAllAsync(settings.Train, progress, cancellationToken));
        var test = await terminal.StepAsync($"Reading {settings.Test.Name}", progress => RecordReader.ReadAllAsync(settings.Test, progress, cancellationToken));
        if (train.Count == 0 || test.Count == 0)
            throw new EccosException($"{(train.Count == 0 ? settings.Train : settings.Test)}: there are no records.");
        var pool = settings.Models is { } models
            ? await PoolReader.ReadAsync(models, [settings.Train, settings.Test], cancellationToken)
            : PoolReader.FromRecords(train);
        var rows = new List<LeaveOutRow>();
        foreach (var left in ((IEnumerable<string>)(settings.Endpoints.Count > 0 ? settings.Endpoints : pool.Names)).Select(name => LeftOutEndpoint.Create(name, pool, train)).ToList())
            rows.AddRange(await RowsAsync(left, test, cancellationToken));
        Print(LeaveOutReport.Of(settings, rows));
        return ExitCodes.Success;
    }

    private async Task<IReadOnlyList<LeaveOutRow>> RowsAsync(LeftOutEndpoint left, IReadOnlyList<QAServeRecord> test, CancellationToken cancellationToken)
    {
        var name = left.Endpoint.Name;
        (Query Query, double Label)[] outcomes =
        [
            .. test.SelectMany(record => record.Outputs.Where(output => output.Endpoint == name).Select(output => (record.ToQuery(), output.Correct))),
        ];
        if (outcomes.Length == 0)
            throw new EccosException($"{settings.Test}: it holds no outcome of '{name}'.");
        var trainer = TrainerChoice.Create(settings.Predictor, new TrainerSettings(settings.Seed, _counter));
        var predictor = await terminal.StepAsync($"Fitting {settings.Predictor} without {name}", progress => ExtensiblePredictor.FitAsync(
            trainer,
            TrainingSet.Create(left.Known, left.History),
            left.Known,
            new NewEndpointOptions { Seed = settings.Seed },
            new FitProgressFraction(progress),
            cancellationToken));

        var rows = new List<LeaveOutRow>();
        foreach (var count in settings.Probes)
        {
            var chosen = await LogLossAsync(predictor.WithEndpoint(left.Endpoint, left.Take(ProbeChoice.Chosen, count, settings.Seed, predictor)), name, outcomes, cancellationToken);
            var (random, probeMean) = (0.0, 0.0);
            for (var draw = 0; draw < settings.Draws; draw++)
            {
                var probes = left.Take(ProbeChoice.Random, count, settings.Seed + draw, predictor);
                random += await LogLossAsync(predictor.WithEndpoint(left.Endpoint, probes), name, outcomes, cancellationToken) / settings.Draws;
                var mean = (probes.Sum(probe => probe.Correct) + 0.5) / (count + 1);
                probeMean += LogLoss(outcomes.Select(outcome => (mean, outcome.Label))) / settings.Draws;
            }

            rows.Add(new LeaveOutRow(name, count, chosen, random, probeMean));
        }

        return rows;
    }

    private static async Task<double> LogLossAsync(ExtensiblePredictor predictor, string name, (Query Query, double Label)[] outcomes, CancellationToken cancellationToken)
    {
        var prediction = (await predictor.PredictAsync([.. outcomes.Select(outcome => outcome.Query)], cancellationToken)).For(new ModelPool([new Endpoint(name)]));
        return LogLoss(outcomes.Select((outcome, i) => (prediction.Success[i, 0], outcome.Label)));
    }

    private static double LogLoss(IEnumerable<(double Probability, double Label)> pairs)
    {
        var scorer = new PredictionScorer();
        foreach (var (probability, label) in pairs)
            scorer.Add("", probability, label);
        return scorer.Score().LogLoss!.Value;
    }

    private void Print(LeaveOutReport report)
    {
        if (settings.Json)
        {
            terminal.Say(JsonSerializer.Serialize(report, LeaveOutReportJson.Default.LeaveOutReport));
            return;
        }

        var table = ReportTable.Create(
            $"Log-loss of endpoints left out of training, {report.Predictor}, {report.Draws} draws", "endpoint", "probes", "chosen probes", "random probes", "mean of the random probes");
        foreach (var row in report.Endpoints.Concat(report.Mean))
        {
            table.AddRow(
                Markup.Escape(row.Model),
                ReportTable.Format(row.Probes, "0"),
                ReportTable.Format(row.Chosen, "0.0000"),
                ReportTable.Format(row.Random, "0.0000"),
                ReportTable.Format(row.ProbeMean, "0.0000"));
        }

        terminal.Out.Write(table);
    }
}
