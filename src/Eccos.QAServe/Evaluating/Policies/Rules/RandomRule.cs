namespace Eccos.QAServe;

/// <summary>A random order for each query, drawn from the seed and the query's place, so that no draw depends on how batches are cut.</summary>
internal sealed class RandomRule(int seed) : IRankingRule
{
    public void Rank(ReadOnlySpan<double> success, ReadOnlySpan<double> costUsd, int position, Span<int> order) => Draw(seed, position).Shuffle(order);

    /// <summary>The random numbers of one place in a run.</summary>
    public static Random Draw(int seed, int position) => new(unchecked((seed * 1_000_003) + position));
}
