using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Predictors.NewEndpoints;

namespace Eccos.Experiments.Predictors;

/// <summary>The options of a command line that say where the predictor comes from.</summary>
internal sealed class PredictorOptions
{
    public Option<FileInfo> Train { get; } = PathOption.Existing("--train", "QAServe records to fit on; nothing else is learned from. Beside --model they serve comparisons alone.");

    public Option<FileInfo> Models { get; } = PathOption.Existing(
        "--models",
        "Endpoint cards: an array, or an object of arrays keyed by a record file's name up to its first dot. Without it, cost is learned from cost_usd.");

    public Option<string> Predictor { get; } = ValueOption.Name("--predictor", $"What predicts success and cost; {TrainerChoice.Yardstick}, plain means of 16 neighbours, is a yardstick.", TrainerChoice.Names);

    public Option<int> Seed { get; } = ValueOption.WholeNumber("--seed", "Seeds the fit and whatever else is drawn.", least: 0, byDefault: 1);

    public Option<FileInfo> Model { get; } = PathOption.Existing("--model", "A predictor that fit has saved, in place of --predictor.");

    public Option<string> NewEndpoint { get; } = ValueOption.Create(
        "--new-endpoint",
        "Leaves this endpoint out of training and estimates it.",
        "an endpoint's name",
        text => string.IsNullOrWhiteSpace(text) ? throw new FormatException() : text);

    public Option<int> Probes { get; } = ValueOption.WholeNumber("--probes", "The outcomes of the new endpoint on training queries that the predictor is told.", least: 0, byDefault: 0);

    public Option<EnumChoice<ProbeChoice>> Choice { get; } = ValueOption.Enumeration("--probe-choice", "Which training queries those are: the ones that tell most, or drawn by the seed.", ProbeChoice.Chosen);

    /// <summary>All of them, in the order in which help lists them.</summary>
    public IReadOnlyList<Option> All => [Train, Models, Predictor, Model, NewEndpoint, Probes, Choice, Seed];

    public PredictorSource Read(ParseResult parsed) => new()
    {
        Train = parsed.GetValue(Train),
        Models = parsed.GetValue(Models),
        Predictor = parsed.GetValue(Predictor),
        Model = parsed.GetValue(Model),
        NewEndpoint = parsed.GetValue(NewEndpoint),
        Probes = parsed.GetValue(Probes),
        ProbeChoice = parsed.GetValue(Choice),
        Seed = parsed.GetValue(Seed),
    };
}
