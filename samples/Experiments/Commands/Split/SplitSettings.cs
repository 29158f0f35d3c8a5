using Eccos.Observations;

namespace Eccos.Experiments.Commands.Split;

/// <summary>The arguments of the split command.</summary>
/// <param name="Input">The records to cut.</param>
/// <param name="Train">Takes the rest.</param>
/// <param name="Test">Takes the part whose query texts are held out.</param>
/// <param name="Fraction">The expected part of the texts that is held out; null for <see cref="DefaultFraction"/>, or where a part is named.</param>
/// <param name="Part">Which of several parts is held out instead; null for none.</param>
/// <param name="Seed">Chooses another cut of the same size.</param>
internal sealed record SplitSettings(FileInfo Input, FileInfo Train, FileInfo Test, double? Fraction, SplitPart? Part, int Seed)
{
    private const double DefaultFraction = 0.3;

    /// <summary>The cut.</summary>
    public QuerySplit Cut => Part is { } part ? QuerySplit.OfPart(part.Part, part.Parts, Seed) : new QuerySplit(Fraction ?? DefaultFraction, Seed);

    /// <summary>What is wrong with the options as a whole; null when all is well.</summary>
    public string? FirstBreach() => Fraction is not null && Part is not null ? "--fraction and --part both say what is held out; give one of them."
        : new HashSet<string>([Input.FullName, Train.FullName, Test.FullName], StringComparer.Ordinal).Count < 3
        ? "--input, --train and --test name the same file more than once; they are three files."
        : null;
}
