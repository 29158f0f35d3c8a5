namespace Eccos.QAServe.Tests;

public sealed class MultipleChoiceGraderTests
{
    private static IEnumerable<AnswerCase> Cases => AnswerTable.Read("multiple-choice.txt");

    [TestCaseSource(nameof(Cases))]
    public async Task Grade_WhatModelsWrite_ReadsTheLetter(AnswerCase answer)
    {
        string[] choices = answer.Section.Split(" ; ");
        var letters = answer.Columns[0];
        var grader = new MultipleChoiceGrader();
        foreach (var reference in Enumerable.Range(0, choices.Length).Select(BenchmarkItem.Letter))
        {
            var grade = await grader.GradeAsync(Items.Choice(reference.ToString(), choices), answer.Response);

            Assert.That(grade.Extracted, Is.EqualTo(letters == "-" ? null : string.Join(", ", letters.ToCharArray())));
            Assert.That(grade.Score, Is.EqualTo(letters == reference.ToString() ? 1 : 0));
        }
    }

    [Test]
    public void Table_HoldsSeveralHundredDifferentAnswers() => Assert.That(Cases.Select(answer => (answer.Section, answer.Response)).Distinct().Count(), Is.EqualTo(Cases.Count()).And.GreaterThan(300));

    [Test]
    public void Grade_ItemOfAnotherKind_NamesTheItem() => Assert.That(
        async () => await new MultipleChoiceGrader().GradeAsync(Items.Of(TaskKind.Numeric, "3"), "3"),
        Throws.ArgumentException.With.Message.Contains("'q'").And.Message.Contains("Numeric"));

    [TestCase("E", "is 'E'; it is one letter from A to D")]
    [TestCase("Paris", "is 'Paris'")]
    public void Grade_ReferenceThatIsNoLetter_SaysWhatIsAllowed(string reference, string message) => Assert.That(
        async () => await new MultipleChoiceGrader().GradeAsync(Items.Choice(reference, "a", "b", "c", "d"), "A"),
        Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public async Task Grade_VeryLongText_ReadsItsLastStatement()
    {
        var text = string.Concat(Enumerable.Repeat("So A is not it, and I say the option is unclear (B)? ", 1000)) + "\nAnswer: D";
        Assert.That((await new MultipleChoiceGrader().GradeAsync(Items.Choice("D", "a1", "b1", "c1", "d1"), text)).Score, Is.EqualTo(1));
    }
}
