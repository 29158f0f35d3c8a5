using System.Globalization;

namespace Eccos.QAServe;

/// <summary>Reads MMLU (Hendrycks et al. 2021): four choices, the answer as a place from 0 or as a letter.</summary>
internal sealed class MmluReader : IItemReader
{
    private static readonly string[] _letters = ["A", "B", "C", "D"];

    public IReadOnlyList<string> Header { get; } = ["question", .. _letters, "answer"];

    public BenchmarkItem Read(FieldRow row, string id)
    {
        var choices = row.FindList("choices") ?? [.. _letters.Select(row.Text)];
        var answer = row.Text("answer").Trim();
        return new BenchmarkItem
        {
            Id = id,
            Source = row.Find("subject") is { } subject ? $"mmlu:{subject}" : "mmlu",
            Kind = TaskKind.MultipleChoice,
            Question = row.Text("question"),
            Choices = choices,
            Answers = [int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < Math.Min(choices.Count, BenchmarkItem.MaxChoices) ? BenchmarkItem.Letter(place).ToString() : answer],
        };
    }
}
