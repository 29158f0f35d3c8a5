using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Fit;

/// <summary>The command line of <c>fit</c>.</summary>
internal static class FitCommand
{
    public static Command Create(Terminal terminal)
    {
        var source = new PredictorOptions();
        var file = PathOption.Output("--out", "Takes the predictor, for --model of route and predict and for a host.");
        foreach (var option in new Option[] { source.Train, source.Predictor, file })
            option.Required = true;
        var command = new Command("fit", "Fits a predictor to training records and saves it.")
        {
            source.Train, source.Models, source.Predictor, source.NewEndpoint, source.Probes, source.Choice, source.Seed, file,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, new FitSettings(
            new PredictorSource
            {
                Train = parsed.GetRequiredValue(source.Train),
                Models = parsed.GetValue(source.Models),
                Predictor = parsed.GetRequiredValue(source.Predictor),
                Model = null,
                NewEndpoint = parsed.GetValue(source.NewEndpoint),
                Probes = parsed.GetValue(source.Probes),
                ProbeChoice = parsed.GetValue(source.Choice),
                Seed = parsed.GetValue(source.Seed),
            },
            parsed.GetRequiredValue(file)), cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(Terminal terminal, FitSettings settings, CancellationToken cancellationToken)
    {
        if (settings.FirstBreach() is not { } breach)
            return new FitRun(terminal, settings).RunAsync(cancellationToken);
        terminal.Fail(breach);
        return Task.FromResult(ExitCodes.WrongArguments);
    }
}
