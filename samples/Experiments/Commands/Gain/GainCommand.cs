using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Gain;

/// <summary>The command line of <c>gain</c>.</summary>
internal static class GainCommand
{
    private const int DefaultSamples = 200;

    public static Command Create(Terminal terminal)
    {
        var records = PathOption.Existing("--records", "QAServe records of which every endpoint was asked, with costs.");
        var predictions = PathOption.Existing("--predictions", "What predict or route wrote of the same queries: predictions.jsonl, plain or gzip.");
        var train = PathOption.Existing("--train", "Compares with the means of each endpoint over these records, at the same predicted costs: routing that does not read the query.");
        var boot = ValueOption.WholeNumber("--boot", "The bootstrap samples of the standard error; 0 for none.", least: 0, byDefault: DefaultSamples);
        var seed = ValueOption.WholeNumber("--seed", "Draws the samples.", least: 0, byDefault: 1);
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        foreach (var option in new Option[] { records, predictions })
            option.Required = true;

        var command = new Command("gain", "Measures what predictions are worth to routing without workload limits: success above the mix of single endpoints at the same spend.")
        {
            records, predictions, train, boot, seed, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, new GainSettings(
            parsed.GetRequiredValue(records),
            parsed.GetRequiredValue(predictions),
            parsed.GetValue(train),
            parsed.GetValue(boot),
            parsed.GetValue(seed),
            parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(Terminal terminal, GainSettings settings, CancellationToken cancellationToken)
    {
        if (settings.FirstBreach() is not { } breach)
            return new GainRun(terminal, settings).RunAsync(cancellationToken);
        terminal.Fail(breach);
        return Task.FromResult(ExitCodes.WrongArguments);
    }
}
