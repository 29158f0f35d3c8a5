namespace Eccos.Experiments.Commands.LeaveOut;

/// <summary>The arguments of the leave-out command.</summary>
/// <param name="Train">The records to fit on and to take probes from.</param>
/// <param name="Test">The records that the estimates are scored on.</param>
/// <param name="Models">The endpoint cards; null for none.</param>
/// <param name="Predictor">The trainer's name.</param>
/// <param name="FitOnce">Whether to fit once for all endpoints that are left out.</param>
/// <param name="Endpoints">The endpoints to leave out, one after another; empty for all.</param>
/// <param name="Probes">The numbers of probes.</param>
/// <param name="Draws">The draws of random probes for each number.</param>
/// <param name="Seed">Seeds the fits; the draws have this seed and those after it.</param>
/// <param name="Json">Whether to print JSON.</param>
internal sealed record LeaveOutSettings(
    FileInfo Train,
    FileInfo Test,
    FileInfo? Models,
    string Predictor,
    bool FitOnce,
    IReadOnlyList<string> Endpoints,
    IReadOnlyList<int> Probes,
    int Draws,
    int Seed,
    bool Json)
{
    /// <summary>The predictor in whose predictions of an endpoint the others' outcomes have no part.</summary>
    private const string FittedOnce = "knn";

    /// <summary>What is wrong with the options as a whole; null when all is well.</summary>
    public string? FirstBreach() => FitOnce && Predictor != FittedOnce
        ? $"--fit-once goes with --predictor {FittedOnce} alone: '{Predictor}' learns of an endpoint's outcomes what it predicts of others."
        : null;
}
