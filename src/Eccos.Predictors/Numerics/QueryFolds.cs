using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>Cuts records into folds of about one size by their queries' texts, so that no text stands in two.</summary>
internal static class QueryFolds
{
    /// <summary>With fewer queries a fold, what is learned out of fold is noise.</summary>
    private const int FewestQueriesPerFold = 8;

    /// <returns>The fold of each record; empty when there are too few different queries.</returns>
    public static int[] Of(TrainingSet set, int folds, int seed)
    {
        if (set.Records.Select(record => record.Query).Distinct(StringComparer.Ordinal).Count() < folds * FewestQueriesPerFold)
            return [];
        var fold = new int[set.Records.Count];
        Array.Fill(fold, folds - 1);
        for (var f = folds - 2; f >= 0; f--)
        {
            // Of the folds not yet split off, f + 2 are left, and each is to be as large as the others.
            var split = new QuerySplit(1.0 / (f + 2), unchecked(seed + f));
            for (var i = 0; i < fold.Length; i++)
            {
                if (fold[i] == f + 1 && !split.IsHeldOut(set.Records[i].Query))
                    fold[i] = f;
            }
        }

        return fold;
    }
}
