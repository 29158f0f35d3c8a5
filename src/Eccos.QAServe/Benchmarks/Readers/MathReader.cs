namespace Eccos.QAServe;

/// <summary>Reads MATH (Hendrycks et al. 2021): the answer is the last \boxed{} of the solution, or stands in a field of its own.</summary>
internal sealed class MathReader : IItemReader
{
    public BenchmarkItem Read(FieldRow row, string id)
    {
        var answer = row.Find("answer") ?? ResponseText.LastBoxed(row.Text("solution"))
            ?? throw row.Problem("solution", "holds no \\boxed{}; the answer stands in it, or in the field 'answer'.");
        return new BenchmarkItem
        {
            Id = row.Find("unique_id") is { } given ? $"math-{given}" : id,
            Source = (row.Find("subject") ?? row.Find("type")) is { } subject ? $"math:{subject}" : "math",
            Kind = TaskKind.Mathematics,
            Question = row.Text("problem"),
            Answers = [answer],
        };
    }
}
