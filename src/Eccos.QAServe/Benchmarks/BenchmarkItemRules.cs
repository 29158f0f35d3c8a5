namespace Eccos.QAServe;

/// <summary>What items must satisfy before any of them is asked.</summary>
internal static class BenchmarkItemRules
{
    /// <exception cref="ArgumentException">Lists every breach with the item and the value.</exception>
    public static void Check(IReadOnlyList<BenchmarkItem> items)
    {
        var breaches = new List<string>();
        var seen = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not { } item || string.IsNullOrEmpty(item.Id))
            {
                breaches.Add($"Item {i} is null or has no id.");
                continue;
            }

            if (!seen.TryAdd(item.Id, i))
                breaches.Add($"Item id '{item.Id}' stands twice, at {seen[item.Id]} and {i}; ids are unique.");
            if (Breach(item) is { } breach)
                breaches.Add($"Item '{item.Id}': {breach}");
        }

        if (breaches.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, breaches), nameof(items));
    }

    /// <summary>The first thing that is wrong with an item; null when all is well.</summary>
    public static string? Breach(BenchmarkItem item)
    {
        if (string.IsNullOrWhiteSpace(item.Question))
            return "the question is empty.";
        if (!Enum.IsDefined(item.Kind))
            return $"the kind is {item.Kind}; it is one of {string.Join(", ", Enum.GetNames<TaskKind>())}.";
        if (item.Answers is not { Count: > 0 } || item.Answers.Any(string.IsNullOrWhiteSpace))
            return "there is no reference answer, or an empty one.";
        return item.Kind == TaskKind.MultipleChoice ? ChoiceBreach(item) : null;
    }

    private static string? ChoiceBreach(BenchmarkItem item)
    {
        if (item.Choices is not { Count: >= 2 and <= BenchmarkItem.MaxChoices })
            return $"it has {item.Choices?.Count ?? 0} choices; multiple choice has 2 to {BenchmarkItem.MaxChoices}.";
        if (item.Choices.Any(choice => choice is null))
            return "a choice is null.";
        var last = BenchmarkItem.Letter(item.Choices.Count - 1);
        return item.Answers.Count == 1 && item.Answers[0] is [var letter] && letter >= 'A' && letter <= last
            ? null
            : $"the reference answer is '{string.Join("', '", item.Answers)}'; it is one letter from A to {last}.";
    }
}
