using System.CommandLine;
using System.Globalization;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.LeaveOut;

/// <summary>The command line of <c>leave-out</c>.</summary>
internal static class LeaveOutCommand
{
    private const int DefaultDraws = 3;
    private static readonly int[] _defaultProbes = [0, 16, 64];

    public static Command Create(Terminal terminal)
    {
        var source = new PredictorOptions();
        var test = PathOption.Existing("--test", "QAServe records on which the estimates are scored.");
        var fitOnce = new Option<bool>("--fit-once")
        {
            Description = "Fits once, with knn alone, and drops the column of each endpoint that is left out; its training outcomes have a say in how neighbours are weighed.",
        };
        var endpoints = new Option<string[]>("--endpoint") { Description = "An endpoint to leave out; may stand several times. Without it, each of the pool in turn.", Arity = ArgumentArity.ZeroOrMore };
        var probes = ValueOption.Create("--probes", $"The numbers of probes, with commas between them; without it, {string.Join(',', _defaultProbes)}.", "whole numbers, 0 or more, with commas between them", ReadNumbers);
        var draws = ValueOption.WholeNumber("--draws", "The draws of random probes for each number.", least: 1, byDefault: DefaultDraws);
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        foreach (var option in new Option[] { source.Train, source.Predictor, test })
            option.Required = true;
        var command = new Command("leave-out", "Leaves one endpoint after another out of training and scores its estimate from probes, chosen and random.")
        {
            source.Train, test, source.Models, source.Predictor, fitOnce, endpoints, probes, draws, source.Seed, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, new LeaveOutSettings(
            parsed.GetRequiredValue(source.Train),
            parsed.GetRequiredValue(test),
            parsed.GetValue(source.Models),
            parsed.GetRequiredValue(source.Predictor),
            parsed.GetValue(fitOnce),
            parsed.GetValue(endpoints) ?? [],
            parsed.GetValue(probes) ?? _defaultProbes,
            parsed.GetValue(draws),
            parsed.GetValue(source.Seed),
            parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(Terminal terminal, LeaveOutSettings settings, CancellationToken cancellationToken)
    {
        if (settings.FirstBreach() is not { } breach)
            return new LeaveOutRun(terminal, settings).RunAsync(cancellationToken);
        terminal.Fail(breach);
        return Task.FromResult(ExitCodes.WrongArguments);
    }

    private static int[] ReadNumbers(string text) => Array.ConvertAll(
        text.Split(','),
        part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException());
}
