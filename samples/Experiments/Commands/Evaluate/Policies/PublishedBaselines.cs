namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>The names of the published-style baselines that the paper's claim is held against.</summary>
internal static class PublishedBaselines
{
    public const string Neighbours = "16-neighbour threshold";

    public static IReadOnlyList<string> Names { get; } = ["round robin", "S3-like", "perception-only", Neighbours];
}
