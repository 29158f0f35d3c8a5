namespace Eccos.Predictors;

/// <summary>The past query that is nearly the same question.</summary>
/// <param name="Row">Its row; -1 when there is none.</param>
/// <param name="Likeness">The share of words that both have, less than 1 unless they are reordered.</param>
/// <param name="Reordered">Whether those words stand in another order, such as answer options that changed places.</param>
internal readonly record struct Twin(int Row, double Likeness, bool Reordered)
{
    public static Twin None { get; } = new(-1, 0, false);
}
