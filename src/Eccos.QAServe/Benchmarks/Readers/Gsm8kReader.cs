namespace Eccos.QAServe;

/// <summary>Reads GSM8K (Cobbe et al. 2021): the answer is a solution whose last line is "#### 18".</summary>
internal sealed class Gsm8kReader : IItemReader
{
    private const string Mark = "####";

    public BenchmarkItem Read(FieldRow row, string id)
    {
        var solution = row.Text("answer");
        var place = solution.LastIndexOf(Mark, StringComparison.Ordinal);
        if (place < 0)
            throw row.Problem("answer", $"holds no '{Mark}'; the final number stands behind it.");
        var answer = solution[(place + Mark.Length)..].Trim();
        if (QuantityReader.ReadAll(NumericText.Plain(answer)).Count != 1)
            throw row.Problem("answer", $"has '{answer}' behind '{Mark}'; one number stands there.");
        return new BenchmarkItem { Id = id, Source = "gsm8k", Kind = TaskKind.Numeric, Question = row.Text("question"), Answers = [answer] };
    }
}
