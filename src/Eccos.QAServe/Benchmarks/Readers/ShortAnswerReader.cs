namespace Eccos.QAServe;

/// <summary>Reads questions with short answers.</summary>
internal sealed class ShortAnswerReader : IItemReader
{
    public BenchmarkItem Read(FieldRow row, string id) => new()
    {
        Id = row.Find("id") ?? id,
        Source = row.Find("source"),
        Kind = TaskKind.ShortAnswer,
        Question = row.Text("question"),
        Answers = row.List("answer"),
    };
}
