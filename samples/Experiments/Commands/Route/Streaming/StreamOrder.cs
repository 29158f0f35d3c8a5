namespace Eccos.Experiments.Commands.Route.Streaming;

/// <summary>An order in which the test queries come.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsRandom">Whether it was drawn.</param>
/// <param name="Places">The queries' places in the file, in this order.</param>
internal sealed record StreamOrder(string Name, bool IsRandom, IReadOnlyList<int> Places)
{
    private const int Block = 50;

    /// <summary>The random orders, and the worst: by the best success that is predicted of a query.</summary>
    /// <param name="prediction">Of the test queries.</param>
    /// <param name="seed">Of the first random order; the others follow it.</param>
    /// <param name="randomOrders">How many to draw.</param>
    public static IEnumerable<StreamOrder> Of(Prediction prediction, int seed, int randomOrders)
    {
        var n = prediction.QueryCount;
        for (var k = 0; k < randomOrders; k++)
            yield return new StreamOrder($"random, seed {seed + k}", true, Shuffled(Enumerable.Range(0, n), seed + k));

        int[] hardFirst = [.. Enumerable.Range(0, n).OrderBy(i => Best(prediction.Success.Row(i)))];
        yield return new StreamOrder("hardest first, ever easier", false, hardFirst);
        yield return new StreamOrder("easiest first, ever harder", false, [.. hardFirst.Reverse()]);
        var hard = Shuffled(hardFirst.Take(n / 2), seed);
        var easy = Shuffled(hardFirst.Skip(n / 2), seed);
        yield return new StreamOrder("the hard half first", false, [.. hard, .. easy]);
        yield return new StreamOrder("the easy half first", false, [.. easy, .. hard]);
        yield return new StreamOrder($"hard and easy by turns of {Block}", false, [.. Turns(hard, easy, Block)]);
        yield return new StreamOrder("hard and easy by turns of 1", false, [.. Turns(hard, easy, 1)]);
    }

    private static int[] Shuffled(IEnumerable<int> places, int seed)
    {
        int[] all = [.. places];
        new Random(seed).Shuffle(all);
        return all;
    }

    private static IEnumerable<int> Turns(int[] first, int[] second, int block)
    {
        for (var k = 0; k < Math.Max(first.Length, second.Length); k += block)
        {
            foreach (var place in first.Skip(k).Take(block).Concat(second.Skip(k).Take(block)))
                yield return place;
        }
    }

    private static double Best(ReadOnlySpan<double> row)
    {
        var best = 0.0;
        foreach (var value in row)
            best = Math.Max(best, value);
        return best;
    }
}
