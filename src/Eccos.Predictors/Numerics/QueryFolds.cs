namespace Eccos.Predictors;

/// <summary>
/// Cuts records by their queries' texts, so that no text stands on two sides: the texts are shuffled and dealt out evenly. No hash decides, as one may have decided
/// already which records there are: the same seed would then find nothing to hold back, or all of it.
/// </summary>
internal static class QueryFolds
{
    /// <summary>With fewer queries a fold, what is learned out of fold is noise.</summary>
    private const int FewestQueriesPerFold = 8;

    // Folds and parts held back of one set and seed must not be cut alike.
    private const int ForFolds = 1;
    private const int ForHeldBack = 2;

    /// <returns>The fold of each record; empty when there are too few different queries.</returns>
    public static int[] Of(TrainingSet set, int folds, int seed)
    {
        var place = Places(set, ForFolds, seed);
        return place.Count < folds * FewestQueriesPerFold ? [] : [.. set.Records.Select(record => (int)((long)place[record.Query] * folds / place.Count))];
    }

    /// <returns>The records that are held back, ascending: those of a part of all texts.</returns>
    public static int[] HeldBack(TrainingSet set, double part, int seed)
    {
        var place = Places(set, ForHeldBack, seed);
        var most = Math.Round(part * place.Count);
        return [.. Enumerable.Range(0, set.Records.Count).Where(i => place[set.Records[i].Query] < most)];
    }

    /// <summary>The place of each text in the shuffle, whatever order the records have.</summary>
    private static Dictionary<string, int> Places(TrainingSet set, int purpose, int seed)
    {
        string[] texts = [.. set.Records.Select(record => record.Query).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        new Random(unchecked((seed * 397) ^ (purpose << 16))).Shuffle(texts);
        return texts.Index().ToDictionary(text => text.Item, text => text.Index, StringComparer.Ordinal);
    }
}
