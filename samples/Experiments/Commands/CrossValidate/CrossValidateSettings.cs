namespace Eccos.Experiments.Commands.CrossValidate;

/// <summary>The arguments of the cross-validate command.</summary>
/// <param name="Records">The records to fit on and to predict, each by a predictor that never saw its text.</param>
/// <param name="Models">The endpoint cards; null for none.</param>
/// <param name="Predictor">The trainer's name.</param>
/// <param name="Folds">The parts that the records are cut into.</param>
/// <param name="Seed">Seeds the cut and the fits.</param>
/// <param name="Out">Takes predictions.jsonl.</param>
/// <param name="Json">Whether to print the scores as JSON.</param>
internal sealed record CrossValidateSettings(FileInfo Records, FileInfo? Models, string Predictor, int Folds, int Seed, DirectoryInfo Out, bool Json);
