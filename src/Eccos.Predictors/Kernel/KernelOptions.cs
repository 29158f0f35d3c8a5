namespace Eccos.Predictors;

/// <summary>How the kernel's features are fitted.</summary>
internal sealed record KernelOptions
{
    public int VocabularyLimit { get; init; } = 131_072;

    public int MinimumDocumentFrequency { get; init; } = 2;

    public double SurfaceWeight { get; init; } = 0.4;

    public double LengthScale { get; init; } = 5;

    public int FourierFeatures { get; init; } = 512;

    public int Seed { get; init; } = 1;
}
