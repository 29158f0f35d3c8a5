using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Split;

/// <summary>The command line of <c>split</c>.</summary>
internal static class SplitCommand
{
    private const double DefaultFraction = 0.3;

    public static Command Create(Terminal terminal)
    {
        var input = PathOption.Existing("--input", "QAServe records to cut in two.");
        var train = PathOption.Output("--train", "Takes the records to fit on; packed with gzip when its name ends in .gz.");
        var test = PathOption.Output("--test", "Takes the records that are held out; packed with gzip when its name ends in .gz.");
        var fraction = ValueOption.Number("--fraction", "The part that is held out.", "a number greater than 0 and less than 1", value => value is > 0 and < 1);
        var seed = ValueOption.WholeNumber("--seed", "Chooses another cut of the same size.", least: 0, byDefault: 1);
        foreach (var option in new Option[] { input, train, test })
            option.Required = true;
        fraction.DefaultValueFactory = _ => DefaultFraction;

        var command = new Command("split", "Cuts records in two by a hash of the query text: the same question never stands on both sides.")
        {
            input, train, test, fraction, seed,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, new SplitSettings(
            parsed.GetRequiredValue(input),
            parsed.GetRequiredValue(train),
            parsed.GetRequiredValue(test),
            parsed.GetValue(fraction)!.Value,
            parsed.GetValue(seed)), cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(Terminal terminal, SplitSettings settings, CancellationToken cancellationToken)
    {
        if (settings.FirstBreach() is not { } breach)
            return new SplitRun(terminal, settings).RunAsync(cancellationToken);
        terminal.Fail(breach);
        return Task.FromResult(ExitCodes.WrongArguments);
    }
}
