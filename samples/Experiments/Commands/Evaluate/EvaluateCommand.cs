using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Optimizers;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Evaluate;

/// <summary>The command line of <c>evaluate</c>.</summary>
internal static class EvaluateCommand
{
    private const string DefaultPredictor = "hybrid";
    private const int DefaultWindow = 256;
    private const int DefaultSeeds = 3;
    private const int DefaultSamples = 1000;

    public static Command Create(Terminal terminal)
    {
        var source = new PredictorOptions();
        var test = PathOption.Existing("--test", "QAServe records to decide on; their labels are read after all decisions are on disk.");
        var optimizer = ValueOption.Name("--optimizer", "What solves the assignment.", OptimizerChoice.Names);
        var capacity = ValueOption.Create("--capacity", "The workload limits under which policies are compared.", CapacityRule.Allowed, CapacityRule.Parse);
        var window = ValueOption.WholeNumber("--window", "The queries decided together; in the streaming setting, the queries in flight at once.", least: 1, byDefault: DefaultWindow);
        var seeds = ValueOption.WholeNumber("--seeds", "The orders in which the queries come; figures are means over them.", least: 1, byDefault: DefaultSeeds);
        var boot = ValueOption.WholeNumber("--boot", "The bootstrap samples of the confidence intervals.", least: 2, byDefault: DefaultSamples);
        var speed = ValueOption.Number("--speed", "The output tokens per second that endpoints are assumed to answer at, where records hold no latency.", "a number, more than 0", value => value > 0 && double.IsFinite(value));
        var firstToken = ValueOption.Number("--first-token", "The seconds to the first token that are assumed there.", "a number, 0 or more", value => value >= 0 && double.IsFinite(value));
        var folder = PathOption.OutputFolder("--out", "Takes decisions.jsonl and evaluation.json.");
        foreach (var option in new Option[] { source.Train, test, folder })
            option.Required = true;
        optimizer.DefaultValueFactory = _ => "dual";
        capacity.DefaultValueFactory = _ => CapacityRule.Parse("balanced:1.25");
        speed.DefaultValueFactory = _ => new QAServe.EndpointSpeed().OutputTokensPerSecond;
        firstToken.DefaultValueFactory = _ => new QAServe.EndpointSpeed().SecondsToFirstToken;

        var command = new Command("evaluate", "Holds Eccos against baselines and the oracle on test records, in batches and one by one, and measures what that yields.")
        {
            source.Train, test, source.Models, source.Predictor, source.Model, source.Seed, optimizer, capacity, window, seeds, boot, speed, firstToken, folder,
        };
        command.SetAction((parsed, cancellationToken) => new EvaluateRun(terminal, new EvaluateSettings
        {
            Source = new PredictorSource
            {
                Train = parsed.GetRequiredValue(source.Train),
                Models = parsed.GetValue(source.Models),
                Predictor = parsed.GetValue(source.Predictor) ?? (parsed.GetValue(source.Model) is null ? DefaultPredictor : null),
                Model = parsed.GetValue(source.Model),
                NewEndpoint = null,
                Probes = 0,
                ProbeChoice = default,
                Seed = parsed.GetValue(source.Seed),
            },
            Test = parsed.GetRequiredValue(test),
            Optimizer = parsed.GetRequiredValue(optimizer),
            Capacity = parsed.GetValue(capacity),
            Window = parsed.GetValue(window),
            Seeds = parsed.GetValue(seeds),
            Samples = parsed.GetValue(boot),
            Speed = new QAServe.EndpointSpeed(parsed.GetValue(firstToken)!.Value, parsed.GetValue(speed)!.Value),
            Out = parsed.GetRequiredValue(folder),
        }).RunAsync(cancellationToken));
        return command;
    }
}
