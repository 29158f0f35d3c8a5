using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Split;

/// <summary>The command line of <c>split</c>.</summary>
internal static class SplitCommand
{
    public static Command Create(Terminal terminal)
    {
        var input = PathOption.Existing("--input", "QAServe records to cut in two.");
        var train = PathOption.Output("--train", "Takes the records to fit on; packed with gzip when its name ends in .gz.");
        var test = PathOption.Output("--test", "Takes the records that are held out; packed with gzip when its name ends in .gz.");
        var fraction = ValueOption.Number("--fraction", "The part that is held out.", "a number greater than 0 and less than 1", value => value is > 0 and < 1);
        var seed = ValueOption.WholeNumber("--seed", "Chooses another cut of the same size.", least: 0, byDefault: 1);
        var part = ValueOption.Create("--part", "K/N: the K-th of N parts of about the same size is held out, instead of --fraction; the parts of one seed share no text.",
            "two whole numbers K/N, N at least 2 and K from 1 to N", SplitPart.Parse);
        foreach (var option in new Option[] { input, train, test })
            option.Required = true;

        var command = new Command("split", "Cuts records in two by a hash of the query text: the same question never stands on both sides.")
        {
            input, train, test, fraction, part, seed,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, new SplitSettings(
            parsed.GetRequiredValue(input),
            parsed.GetRequiredValue(train),
            parsed.GetRequiredValue(test),
            parsed.GetValue(fraction),
            parsed.GetValue(part),
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
