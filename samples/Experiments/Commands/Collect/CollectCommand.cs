using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Terminals;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Collect;

/// <summary>The command line of <c>collect</c>.</summary>
internal static class CollectCommand
{
    public static Command Create(Terminal terminal)
    {
        var benchmark = PathOption.Existing("--benchmark", "The questions: JSON Lines, or CSV when the name ends in .csv.");
        var format = ValueOption.Enumeration("--format", "The form of the benchmark.", BenchmarkFormat.ShortAnswer);
        var endpoints = PathOption.Existing("--endpoints", "A JSON array of endpoints: name, base_url, api_key_env, model, prices and limits.");
        var output = PathOption.Output("--output", "Takes the records; packed with gzip when its name ends in .gz. A run that was stopped goes on from the journal beside it.");
        var ceiling = ValueOption.Number("--ceiling", "What may be spent in all, in USD.", "a number greater than 0", value => value > 0 && double.IsFinite(value));
        var maxOutput = ValueOption.WholeNumber("--max-output-tokens", "The most tokens of an answer.", least: 1, byDefault: 2048);
        var limit = ValueOption.WholeNumber("--limit", "The most questions, the first of the file; 0 for all.", least: 0, byDefault: 0);
        var stream = new Option<bool>("--stream") { Description = "Reads answers as streams, so that a stall is noticed." };
        var regrade = new Option<bool>("--regrade") { Description = "Grades the answers of earlier runs anew." };
        foreach (var option in new Option[] { benchmark, format, endpoints, output })
            option.Required = true;

        var command = new Command("collect", "Asks every endpoint every question of a benchmark, and records answers, grades, tokens and costs.")
        {
            benchmark, format, endpoints, output, ceiling, maxOutput, limit, stream, regrade,
        };
        command.SetAction((parsed, cancellationToken) => new CollectRun(terminal, new CollectSettings(
            parsed.GetRequiredValue(benchmark),
            parsed.GetValue(format),
            parsed.GetRequiredValue(endpoints),
            parsed.GetRequiredValue(output),
            parsed.GetValue(ceiling),
            parsed.GetValue(maxOutput),
            parsed.GetValue(limit),
            parsed.GetValue(stream),
            parsed.GetValue(regrade))).RunAsync(cancellationToken));
        return command;
    }
}
