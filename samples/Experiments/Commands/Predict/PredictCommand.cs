using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Predict;

/// <summary>The command line of <c>predict</c>.</summary>
internal static class PredictCommand
{
    public static Command Create(Terminal terminal)
    {
        var source = new PredictorOptions();
        var test = PathOption.Existing("--test", "QAServe records whose queries are predicted; their labels are read for the scores alone.");
        var folder = PathOption.OutputFolder("--out", "Takes predictions.jsonl.");
        var json = new Option<bool>("--json") { Description = "Prints the scores as one JSON object." };
        foreach (var option in new Option[] { test, folder })
            option.Required = true;
        var command = new Command("predict", "Fits on training records or loads a saved predictor, predicts the queries of test records, and scores that; needs no costs.")
        {
            test, folder, json,
        };
        foreach (var option in source.All)
            command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            terminal,
            new PredictSettings(source.Read(parsed), parsed.GetRequiredValue(test), parsed.GetRequiredValue(folder), parsed.GetValue(json)),
            cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(Terminal terminal, PredictSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Source.FirstBreach() is not { } breach)
            return new PredictRun(terminal, settings).RunAsync(cancellationToken);
        terminal.Fail(breach);
        return Task.FromResult(ExitCodes.WrongArguments);
    }
}
