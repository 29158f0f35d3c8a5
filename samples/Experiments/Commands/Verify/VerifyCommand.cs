using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Optimizers;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Verify;

/// <summary>The command line of <c>verify</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var decisions = PathOption.Existing("--decisions", "Decision records, as replay or a host's decision log writes them, plain or gzip.");
        var optimizer = ValueOption.Name("--optimizer", "What solved the batches; single queries need none.", OptimizerChoice.Names);
        var gap = ValueOption.Number("--gap", "The relative gap at which it may stop, as it could then.", "a number, 0 or more and less than 1", value => value is >= 0 and < 1);
        var timeLimit = ValueOption.Number("--time-limit", "The seconds it may take for a batch.", "a number of seconds, more than 0 and at most 86400", value => value is > 0 and <= 86400);
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        decisions.Required = true;
        optimizer.DefaultValueFactory = _ => "dual";
        gap.DefaultValueFactory = _ => 1e-3;
        timeLimit.DefaultValueFactory = _ => 30;

        var command = new Command("verify", "Makes recorded decisions again, each from its own record or its batch's, and tells how many come out the same.")
        {
            decisions, optimizer, gap, timeLimit, json,
        };
        command.SetAction((parsed, cancellationToken) => new VerifyRun(
            terminal,
            parsed.GetRequiredValue(decisions),
            OptimizerChoice.Create(
                parsed.GetRequiredValue(optimizer),
                new OptimizerSettings(Seed: 1, parsed.GetValue(gap)!.Value, TimeSpan.FromSeconds(parsed.GetValue(timeLimit)!.Value))),
            parsed.GetValue(json)).RunAsync(cancellationToken));
        return command;
    }
}
