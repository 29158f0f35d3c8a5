using System.Text.Json;
using Eccos.Experiments.Files;
using Eccos.Experiments.Optimizers;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Solve;

/// <summary>Solves the assignment of a file of predictions several times over.</summary>
internal sealed class SolveRun(Terminal terminal, SolveSettings settings)
{
    private static readonly LineJson _lines = new(ReadableJson.Options(LineJson.Default));

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        var problem = Problem(table);
        var optimizer = OptimizerChoice.Create(settings.Optimizer, new OptimizerSettings(Seed: 0, settings.Gap, TimeSpan.FromSeconds(settings.TimeLimitSeconds)));
        var (assignment, milliseconds) = await Task.Run(() => Solve(optimizer, problem, cancellationToken), cancellationToken);
        var report = SolveReport.Of(settings, table, problem, assignment, milliseconds);
        if (settings.Json)
            terminal.Say(JsonSerializer.Serialize(report, SolveReportJson.Default.SolveReport));
        else
            SolveTables.Print(terminal, report);
        foreach (var warning in report.Warnings)
            terminal.Warn(warning);
        return ExitCodes.Success;
    }

    private async Task<PredictionTable> TableAsync(CancellationToken cancellationToken)
    {
        var lines = await JsonLinesFile.ReadAsync(settings.Predictions, _lines.OutcomeForecast, cancellationToken).ToListAsync(cancellationToken);
        try
        {
            return PredictionTable.Create(lines);
        }
        catch (EccosException problem)
        {
            throw new EccosException($"{settings.Predictions}: {problem.Message}", problem);
        }
    }

    private AssignmentProblem Problem(PredictionTable table) => new(table.Cost, table.Success)
    {
        Objective = settings.Objective,
        QualityWeight = settings.QualityWeight ?? 0,
        QualityFloor = settings.Floor,
        Budget = settings.Budget,
        WorkloadLimits = settings.Capacity.Limit(table.Queries.Count, table.Endpoints.Count) is { } limit
            ? [.. Enumerable.Repeat((int?)limit, table.Endpoints.Count)]
            : null,
        WhenInfeasible = settings.WhenInfeasible,
    };

    private (Assignment Assignment, double[] Milliseconds) Solve(IOptimizer optimizer, AssignmentProblem problem, CancellationToken cancellationToken)
    {
        var (assignment, milliseconds) = ((Assignment?)null, new double[settings.Repeats]);
        for (var repeat = 0; repeat < milliseconds.Length; repeat++)
        {
            var start = TimeProvider.System.GetTimestamp();
            assignment = optimizer.Solve(problem, cancellationToken);
            milliseconds[repeat] = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        }

        return (assignment!, milliseconds);
    }
}
