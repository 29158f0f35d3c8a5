namespace Eccos.QAServe.Tests;

public sealed class CustomGraderTests
{
    [TestCase("Score: 1", 1)]
    [TestCase("**Score: 0**", 0)]
    [TestCase("It agrees.\nscore = 0.5", 0.5)]
    [TestCase("Score：1", 1)]
    [TestCase("Score: 0. No, on reflection\nScore: 1", 1)]
    public async Task ChatClientGrader_Reply_IsReadForItsLastScore(string reply, double score)
    {
        var client = ScriptedClient.Of(_ => ScriptedClient.Reply(reply));

        var grade = await new ChatClientGrader(client).GradeAsync(Items.Of(TaskKind.ShortAnswer, "Paris", "Lutetia"), "The {{city}} of light");

        Assert.That(grade.Score, Is.EqualTo(score));
        Assert.That(client.Asked.Single(), Does.Contain("What?").And.Contain("Paris\nLutetia").And.Contain("The {{city}} of light"));
    }

    [TestCase("I like it.")]
    [TestCase("Score: 7")]
    public void ChatClientGrader_ReplyWithoutAScore_IsAnError(string reply) => Assert.That(
        async () => await new ChatClientGrader(ScriptedClient.Of(_ => ScriptedClient.Reply(reply))).GradeAsync(Items.Of(TaskKind.ShortAnswer, "Paris"), "x"),
        Throws.TypeOf<EccosException>().With.Message.Contains($"replied '{reply}'"));

    [TestCase(-0.1)]
    [TestCase(1.5)]
    [TestCase(double.NaN)]
    public void DelegateGrader_ScoreOutOfRange_NamesTheItemAndTheScore(double score) => Assert.That(
        async () => await new DelegateGrader((_, _, _) => new(new Grade(score, null))).GradeAsync(Items.Of(TaskKind.Numeric, "1"), "x"),
        Throws.TypeOf<EccosException>().With.Message.Contains("Item 'q'"));

    [Test]
    public void GraderSet_With_ReplacesOneKindInACopy()
    {
        var graders = new GraderSet();
        var mine = new DelegateGrader((_, _, _) => new(Grade.NoAnswer));
        Assert.That(graders.With(TaskKind.Mathematics, mine)[TaskKind.Mathematics], Is.SameAs(mine));
        Assert.That(graders[TaskKind.Mathematics], Is.TypeOf<MathematicsGrader>());
    }
}
