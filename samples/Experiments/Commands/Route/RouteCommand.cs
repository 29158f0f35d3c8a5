using System.CommandLine;
using System.Globalization;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Commands.Route.Streaming;
using Eccos.Experiments.Optimizers;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Route;

/// <summary>The command line of <c>route</c>.</summary>
internal static class RouteCommand
{
    private const int StreamingOrders = 10;
    private const double DefaultGap = 0;
    private const double DefaultTimeLimitSeconds = 10;

    public static Command Create(Terminal terminal)
    {
        var source = new PredictorOptions();
        var test = PathOption.Existing("--test", "QAServe records whose queries are scheduled; their labels are read for the report alone.");
        var optimizer = ValueOption.Name("--optimizer", "What solves the assignment.", OptimizerChoice.Names);
        var objective = ValueOption.Enumeration("--objective", "What a batch strives for; the other side is a limit.", Objective.LeastCost);
        var floor = ValueOption.Number("--floor", "The average success probability asked for.", "a number from 0 to 1", value => value is >= 0 and <= 1);
        var below = ValueOption.Number("--floor-below-best", "The floor as what it lies below the best single endpoint's success in training, instead of --floor.", "a number from 0 to 1", value => value is >= 0 and <= 1);
        var scope = ValueOption.Enumeration("--floor-scope", "What the floor is an average over: the running average of batches that follow each other, or every batch by itself.", FloorScope.Running);
        var confidence = ValueOption.Number("--confidence", "The confidence with which the floor is to hold on outcomes; without it, on predicted success.", "a number, 0.5 or more and less than 1", value => value is >= 0.5 and < 1);
        var compare = ValueOption.Create("--compare", "Sizes of batches, such as 64,256, for which floors over every batch and on the running average are compared.", "sizes joined by commas, each " + BatchSize.Allowed, text => (IReadOnlyList<BatchSize>)[.. text.Split(',').Select(BatchSize.Parse)]);
        var budget = ValueOption.Number("--budget", "The most every batch may be expected to cost, in USD.", "a number, 0 or more", value => value >= 0 && double.IsFinite(value));
        var capacity = ValueOption.Create("--capacity", "The requests every endpoint takes of a batch: none for no limit, balanced:F for F x batch / endpoints, rounded up.", CapacityRule.Allowed, CapacityRule.Parse);
        var batch = ValueOption.Create("--batch", "The queries decided together.", BatchSize.Allowed, BatchSize.Parse);
        var order = ValueOption.Enumeration("--order", "How the queries come to be cut into batches; record files stand sorted by source, a host's queries come mixed.", QueryOrder.Shuffled);
        var whenInfeasible = ValueOption.Enumeration("--when-infeasible", "What happens to a batch whose limits cannot all be kept.", InfeasiblePolicy.RelaxFloor);
        var gap = ValueOption.Number("--gap", "The relative gap between objective and bound at which the optimizer may stop.", "a number, 0 or more and less than 1", value => value is >= 0 and < 1);
        var timeLimit = ValueOption.Number("--time-limit", "The seconds the optimizer may take for a batch; one that reaches them may come out otherwise in another run.", "a number of seconds, more than 0 and at most 86400", value => value is > 0 and <= 86400);
        var setting = ValueOption.Enumeration("--setting", "Whether the test queries are decided in batches, or one by one in random orders and in the worst ones.", RouteSetting.Batch);
        var orders = ValueOption.Create<int?>("--orders", "The orders in which the same predictions are decided: of batches, to tell how the floor holds, 1 by default; of the streaming setting, 10.", "a whole number, 0 or more", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException());
        var folder = PathOption.OutputFolder("--out", "Takes predictions.jsonl, decisions.jsonl and report.json; in the streaming setting, streaming.json.");

        foreach (var option in new Option[] { test, folder })
            option.Required = true;
        optimizer.DefaultValueFactory = _ => "mip";
        capacity.DefaultValueFactory = _ => default;
        compare.DefaultValueFactory = _ => [];
        batch.DefaultValueFactory = _ => new BatchSize(256);
        gap.DefaultValueFactory = _ => DefaultGap;
        timeLimit.DefaultValueFactory = _ => DefaultTimeLimitSeconds;

        var command = new Command("route", "Fits on training records or loads a saved predictor, schedules the queries of test records, and reports what that yields.")
        {
            test, optimizer, objective, floor, below, scope, confidence, compare, budget, capacity, batch, order, whenInfeasible, gap, timeLimit, setting, orders, folder,
        };
        foreach (var option in source.All)
            command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, new RouteSettings
        {
            Source = source.Read(parsed),
            Test = parsed.GetRequiredValue(test),
            Optimizer = parsed.GetRequiredValue(optimizer),
            Objective = parsed.GetValue(objective),
            Floor = parsed.GetValue(floor),
            FloorBelowBest = parsed.GetValue(below),
            FloorScope = parsed.GetValue(scope),
            Confidence = parsed.GetValue(confidence),
            Compare = parsed.GetValue(compare)!,
            Budget = parsed.GetValue(budget),
            Capacity = parsed.GetValue(capacity),
            Batch = parsed.GetValue(batch),
            Order = parsed.GetValue(order),
            WhenInfeasible = parsed.GetValue(whenInfeasible),
            Gap = parsed.GetValue(gap)!.Value,
            TimeLimitSeconds = parsed.GetValue(timeLimit)!.Value,
            Setting = parsed.GetValue(setting),
            Orders = parsed.GetValue(orders) ?? (parsed.GetValue(setting) == RouteSetting.Streaming ? StreamingOrders : 1),
            Out = parsed.GetRequiredValue(folder),
        }, cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(Terminal terminal, RouteSettings settings, CancellationToken cancellationToken)
    {
        if (settings.FirstBreach() is not { } breach)
        {
            return settings.Setting == RouteSetting.Streaming
                ? new StreamRun(terminal, settings).RunAsync(cancellationToken)
                : new RouteRun(terminal, settings).RunAsync(cancellationToken);
        }

        terminal.Fail(breach);
        return Task.FromResult(ExitCodes.WrongArguments);
    }
}
