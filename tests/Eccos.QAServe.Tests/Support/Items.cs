namespace Eccos.QAServe.Tests;

internal static class Items
{
    public static BenchmarkItem Choice(string answer, params string[] choices) =>
        new() { Id = "q", Kind = TaskKind.MultipleChoice, Question = "Which?", Choices = choices, Answers = [answer] };

    public static BenchmarkItem Of(TaskKind kind, params string[] answers) => new() { Id = "q", Kind = kind, Question = "What?", Answers = answers };
}
