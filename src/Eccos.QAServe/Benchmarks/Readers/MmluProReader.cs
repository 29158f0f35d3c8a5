using System.Globalization;

namespace Eccos.QAServe;

/// <summary>Reads MMLU-Pro (Wang et al. 2024): up to ten choices, the answer as a letter and as a place from 0, which must agree.</summary>
internal sealed class MmluProReader : IItemReader
{
    public BenchmarkItem Read(FieldRow row, string id)
    {
        var choices = row.List("options");
        var letter = row.Text("answer").Trim();
        if (row.Find("answer_index") is { } index
            && !(int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < Math.Min(choices.Count, BenchmarkItem.MaxChoices) && BenchmarkItem.Letter(place).ToString() == letter))
        {
            throw row.Problem("answer_index", $"is {index}, and the answer is '{letter}'; both name the same of {choices.Count} options.");
        }

        return new BenchmarkItem
        {
            Id = row.Find("question_id") is { } given ? $"mmlu-pro-{given}" : id,
            Source = row.Find("category") is { } category ? $"mmlu-pro:{category}" : "mmlu-pro",
            Kind = TaskKind.MultipleChoice,
            Question = row.Text("question"),
            Choices = choices,
            Answers = [letter],
        };
    }
}
