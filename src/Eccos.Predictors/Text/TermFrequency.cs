namespace Eccos.Predictors;

/// <summary>The sublinear weight of an n-gram's occurrences in one text, 1 + ln tf.</summary>
internal static class TermFrequency
{
    private static readonly float[] _weights = [.. Enumerable.Range(0, 64).Select(count => count == 0 ? 0 : 1 + MathF.Log(count))];

    public static float Weight(int count) => count < _weights.Length ? _weights[count] : 1 + MathF.Log(count);
}
