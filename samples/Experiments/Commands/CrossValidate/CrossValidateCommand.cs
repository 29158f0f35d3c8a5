using System.CommandLine;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.CrossValidate;

/// <summary>The command line of <c>cross-validate</c>.</summary>
internal static class CrossValidateCommand
{
    private const int DefaultFolds = 10;

    public static Command Create(Terminal terminal)
    {
        var source = new PredictorOptions();
        var records = PathOption.Existing("--records", "QAServe records.");
        var folds = ValueOption.WholeNumber("--folds", "The parts that the records are cut into by query text; each is predicted by a fit to the others.", least: 2, byDefault: DefaultFolds);
        var folder = PathOption.OutputFolder("--out", "Takes predictions.jsonl, which holds all records and which gain reads.");
        var json = new Option<bool>("--json") { Description = "Prints the scores as one JSON object." };
        foreach (var option in new Option[] { records, source.Predictor, folder })
            option.Required = true;
        var command = new Command("cross-validate", "Predicts every record by a predictor fitted to other parts of the file, and scores that against the means of endpoints.")
        {
            records, source.Models, source.Predictor, folds, source.Seed, folder, json,
        };
        command.SetAction((parsed, cancellationToken) => new CrossValidateRun(terminal, new CrossValidateSettings(
            parsed.GetRequiredValue(records),
            parsed.GetValue(source.Models),
            parsed.GetRequiredValue(source.Predictor),
            parsed.GetValue(folds),
            parsed.GetValue(source.Seed),
            parsed.GetRequiredValue(folder),
            parsed.GetValue(json))).RunAsync(cancellationToken));
        return command;
    }
}
