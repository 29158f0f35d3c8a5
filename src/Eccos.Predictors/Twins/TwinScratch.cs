namespace Eccos.Predictors;

/// <summary>Memory that <see cref="TwinIndex"/> reuses from text to text.</summary>
internal sealed class TwinScratch
{
    public WordTrail Trail { get; } = new();

    /// <summary>The places of the text's words from the rarest to the most common.</summary>
    public List<int> Ranks { get; } = [];

    /// <summary>The rows that were looked at.</summary>
    public HashSet<int> Seen { get; } = [];
}
