namespace QuickStart.Synthetic;

internal static class RandomExtensions
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>A rank from 0 to <paramref name="count"/> - 1 with a chance that falls as 1 / (rank + 3), after Zipf's law.</summary>
    public static int NextRank(this Random random, int count)
    {
        const double Flattening = 3;
        var total = Enumerable.Range(0, count).Sum(rank => 1 / (rank + Flattening));
        var left = random.NextDouble() * total;
        for (var rank = 0; rank < count; rank++)
        {
            left -= 1 / (rank + Flattening);
            if (left < 0)
                return rank;
        }

        return count - 1;
    }
}
