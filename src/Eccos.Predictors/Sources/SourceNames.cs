namespace Eccos.Predictors;

/// <summary>The sources that records name, the most frequent first. Those behind the first <see cref="SourceModel.MostSources"/> - 1 count as one.</summary>
internal sealed class SourceNames
{
    private readonly Dictionary<string, int> _place;

    private SourceNames(Dictionary<string, int> place) => _place = place;

    /// <summary>S.</summary>
    public int Count => Math.Min(_place.Count, SourceModel.MostSources);

    /// <returns>The names; <see langword="null"/> unless records name two sources or more, and one of them more than once.</returns>
    public static SourceNames? Of(TrainingSet set)
    {
        var place = set.Records.CountBy(NameOf, StringComparer.Ordinal)
            .OrderByDescending(entry => entry.Value)
            .Select((entry, s) => (entry.Key, Place: Math.Min(s, SourceModel.MostSources - 1)))
            .ToDictionary(entry => entry.Key, entry => entry.Place, StringComparer.Ordinal);
        return place.Count > 1 && place.Count < set.Records.Count ? new SourceNames(place) : null;
    }

    /// <summary>The sources of records that are among those whose names these are.</summary>
    public SourceLabels Label(TrainingSet set) => new([.. set.Records.Select(record => _place[NameOf(record)])], Count);

    private static string NameOf(Observations.QAServeRecord record) => record.Source ?? "";
}
