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
        LeftOutEndpoint[] leftOut = [.. ((IEnumerable<string>)(settings.Endpoints.Count > 0 ? settings.Endpoints : pool.Names)).Select(name => LeftOutEndpoint.Create(name, pool, train, "--endpoint"))];
        var shared = settings.FitOnce
            ? await terminal.StepAsync($"Fitting {settings.Predictor}", progress => SharedFit.FitAsync(Trainer(), pool, train, settings.Seed, progress, cancellationToken))
            : null;
        var rows = new List<LeaveOutRow>();
        foreach (var left in leftOut)
            rows.AddRange(await RowsAsync(left, shared?.Without(left) ?? await FitAsync(left, cancellationToken), test, cancellationToken));
        Print(LeaveOutReport.Of(settings, rows));
        return ExitCodes.Success;
    }

    private ITrainer Trainer() => TrainerChoice.Create(settings.Predictor, new TrainerSettings(settings.Seed, _counter));

    private Task<ExtensiblePredictor> FitAsync(LeftOutEndpoint left, CancellationToken cancellationToken) =>
        terminal.StepAsync($"Fitting {settings.Predictor} without {left.Endpoint.Name}", progress => ExtensiblePredictor.FitAsync(
            Trainer(),
            TrainingSet.Create(left.Known, left.History),
            left.Known,
            new NewEndpointOptions { Seed = settings.Seed },
            new FitProgressFraction(progress),
            cancellationToken));

    private async Task<IEnumerable<LeaveOutRow>> RowsAsync(LeftOutEndpoint left, ExtensiblePredictor predictor, IReadOnlyList<QAServeRecord> test, CancellationToken cancellationToken)
    {
        var name = left.Endpoint.Name;
        (Query Query, double Label)[] outcomes =
        [
            .. test.SelectMany(record => record.Outputs.Where(output => output.Endpoint == name).Select(output => (record.ToQuery(), output.Correct))),
        ];
        if (outcomes.Length == 0)
            throw new EccosException($"{settings.Test}: it holds no outcome of '{name}'.");

        // Each trial is an endpoint of its own, so that one prediction tells of all of them; its name keeps the words that tell of its family.
        var trials = ProbeTrial.All(settings, left, predictor);
        var known = predictor.Endpoints.Count;
        foreach (var (k, trial) in trials.Index())
            predictor = predictor.WithEndpoint(left.Endpoint with { Name = $"{name} #{k}" }, trial.Probes);
        var prediction = await predictor.PredictAsync([.. outcomes.Select(outcome => outcome.Query)], cancellationToken);
        var scored = trials.Select((trial, k) => (
            Trial: trial,
            Loss: LogLoss(outcomes.Select((outcome, i) => (prediction.Success[i, known + k], outcome.Label))),
            MeanLoss: LogLoss(outcomes.Select(outcome => (trial.Mean, outcome.Label)))));
        return scored.GroupBy(trial => trial.Trial.Count).Select(group =>
        {
            var random = group.Where(trial => trial.Trial.Choice == ProbeChoice.Random).ToList();
            var chosen = group.First(trial => trial.Trial.Choice == ProbeChoice.Chosen);
            return new LeaveOutRow(name, group.Key, chosen.Loss, random.Average(trial => trial.Loss), random.Average(trial => trial.MeanLoss));
        });
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
            $"Log-loss of endpoints left out of training, {report.Predictor}{(report.FitOnce ? " fitted once" : "")}, {report.Draws} draws", "endpoint", "probes", "chosen probes", "random probes", "mean of the random probes");
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
