namespace Eccos.Predictors;

/// <summary>The sources of N records as numbers.</summary>
/// <param name="Source">The source of each record, 0 to <paramref name="Count"/> - 1.</param>
/// <param name="Count">S.</param>
internal sealed record SourceLabels(int[] Source, int Count);
