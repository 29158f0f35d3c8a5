namespace Eccos.Experiments.Commands.Split;

/// <summary>The arguments of the split command.</summary>
/// <param name="Input">The records to cut.</param>
/// <param name="Train">Takes the rest.</param>
/// <param name="Test">Takes the part whose query texts are held out.</param>
/// <param name="Fraction">The expected part of the texts that is held out.</param>
/// <param name="Seed">Chooses another cut of the same size.</param>
internal sealed record SplitSettings(FileInfo Input, FileInfo Train, FileInfo Test, double Fraction, int Seed)
{
    /// <summary>What is wrong with the options as a whole; null when all is well.</summary>
    public string? FirstBreach() => new HashSet<string>([Input.FullName, Train.FullName, Test.FullName], StringComparer.Ordinal).Count < 3
        ? "--input, --train and --test name the same file more than once; they are three files."
        : null;
}
