using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Optimizers;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Solve;

/// <summary>The command line of <c>solve</c>.</summary>
internal static class SolveCommand
{
    private const double DefaultGap = 1e-3;
    private const double DefaultTimeLimitSeconds = 30;
    private const int DefaultRepeats = 5;

    public static Command Create(Terminal terminal)
    {
        var predictions = PathOption.Existing("--predictions", "What predict or route wrote: predictions.jsonl, plain or gzip; all its queries are one batch.");
        var optimizer = ValueOption.Name("--optimizer", "What solves the assignment.", OptimizerChoice.Names);
        var objective = ValueOption.Enumeration("--objective", "What the batch strives for.", Objective.LeastCost);
        var weight = ValueOption.Number("--quality-weight", "What a correct answer is worth in USD, for the weighted sum.", "a number, 0 or more", value => value >= 0 && double.IsFinite(value));
        var floor = ValueOption.Number("--floor", "The average success probability asked for.", "a number from 0 to 1", value => value is >= 0 and <= 1);
        var budget = ValueOption.Number("--budget", "The most the batch may cost, in USD.", "a number, 0 or more", value => value >= 0 && double.IsFinite(value));
        var capacity = ValueOption.Create("--capacity", "The requests every endpoint takes: none for no limit, balanced:F for F x queries / endpoints, rounded up.", CapacityRule.Allowed, CapacityRule.Parse);
        var whenInfeasible = ValueOption.Enumeration("--when-infeasible", "What happens when not all limits can be kept.", InfeasiblePolicy.Report);
        var gap = ValueOption.Number("--gap", "The relative gap between objective and bound at which the optimizer may stop.", "a number, 0 or more and less than 1", value => value is >= 0 and < 1);
        var timeLimit = ValueOption.Number("--time-limit", "The seconds one solve may take.", "a number of seconds, more than 0 and at most 86400", value => value is > 0 and <= 86400);
        var repeats = ValueOption.WholeNumber("--repeats", "How often the problem is solved anew; every time is printed.", least: 1, byDefault: DefaultRepeats);
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };

        predictions.Required = true;
        optimizer.DefaultValueFactory = _ => "mip";
        capacity.DefaultValueFactory = _ => default;
        gap.DefaultValueFactory = _ => DefaultGap;
        timeLimit.DefaultValueFactory = _ => DefaultTimeLimitSeconds;

        var command = new Command("solve", "Assigns the queries of a file of predictions as one batch, and prints what was found, the bound, what each limit costs and how long it took.")
        {
            predictions, optimizer, objective, weight, floor, budget, capacity, whenInfeasible, gap, timeLimit, repeats, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, new SolveSettings
        {
            Predictions = parsed.GetRequiredValue(predictions),
            Optimizer = parsed.GetRequiredValue(optimizer),
            Objective = parsed.GetValue(objective),
            QualityWeight = parsed.GetValue(weight),
            Floor = parsed.GetValue(floor),
            Budget = parsed.GetValue(budget),
            Capacity = parsed.GetValue(capacity),
            WhenInfeasible = parsed.GetValue(whenInfeasible),
            Gap = parsed.GetValue(gap)!.Value,
            TimeLimitSeconds = parsed.GetValue(timeLimit)!.Value,
            Repeats = parsed.GetValue(repeats),
            Json = parsed.GetValue(json),
        }, cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(Terminal terminal, SolveSettings settings, CancellationToken cancellationToken)
    {
        if (settings.FirstBreach() is not { } breach)
            return new SolveRun(terminal, settings).RunAsync(cancellationToken);
        terminal.Fail(breach);
        return Task.FromResult(ExitCodes.WrongArguments);
    }
}
