namespace Eccos.Experiments.Commands.Gain;

/// <summary>The arguments of the gain command.</summary>
/// <param name="Records">The records that say what came of every choice.</param>
/// <param name="Predictions">The predictions of their queries.</param>
/// <param name="Train">The records whose means per endpoint are compared with; null for no comparison.</param>
/// <param name="Boot">The bootstrap samples; 0 for no standard error.</param>
/// <param name="Seed">Draws them.</param>
/// <param name="Json">Whether to print JSON.</param>
internal sealed record GainSettings(FileInfo Records, FileInfo Predictions, FileInfo? Train, int Boot, int Seed, bool Json)
{
    /// <summary>What is wrong with the options as a whole; null when all is well.</summary>
    public string? FirstBreach() => Boot == 1 ? "--boot is '1'; it is 0 for no standard error, or 2 or more: one sample has no spread." : null;
}
