namespace Eccos.QAServe.Tests;

public sealed class NumericGraderTests
{
    private static IEnumerable<AnswerCase> Cases => AnswerTable.Read("numeric.txt");

    [TestCaseSource(nameof(Cases))]
    public async Task Grade_WhatModelsWrite_AgreesWithTheReferenceOrNot(AnswerCase answer)
    {
        var grade = await new NumericGrader().GradeAsync(Items.Of(TaskKind.Numeric, answer.Columns[0]), answer.Response);

        Assert.That(grade.Score, Is.EqualTo(answer.Columns[1] == "+" ? 1 : 0), $"read as {grade.Extracted ?? "nothing"}, reference {answer.Columns[0]}");
    }

    [Test]
    public void Table_HoldsSeveralHundredDifferentAnswers() =>
        Assert.That(Cases.Select(answer => (answer.Columns[0], answer.Response)).Distinct().Count(), Is.EqualTo(Cases.Count()).And.GreaterThan(300));

    [Test]
    public async Task Grade_SeveralReferences_AnyOfThemIsRight()
    {
        var item = Items.Of(TaskKind.Numeric, "3", "4");
        Assert.That((await new NumericGrader().GradeAsync(item, "Answer: 4")).Score, Is.EqualTo(1));
        Assert.That((await new NumericGrader().GradeAsync(item, "Answer: 5")).Score, Is.Zero);
    }

    [TestCase(0.01, 1)]
    [TestCase(0.0001, 0)]
    public async Task Grade_Tolerance_IsRelativeToTheReference(double tolerance, double score)
    {
        var grader = new NumericGrader(new NumericGraderOptions { RelativeTolerance = tolerance });
        Assert.That((await grader.GradeAsync(Items.Of(TaskKind.Numeric, "200.5"), "The answer is 201.5.")).Score, Is.EqualTo(score));
    }

    [Test]
    public void Grade_ReferenceWithoutANumber_IsAnError() => Assert.That(
        async () => await new NumericGrader().GradeAsync(Items.Of(TaskKind.Numeric, "many"), "3"),
        Throws.TypeOf<EccosException>().With.Message.Contains("'many' is no number"));

    [TestCase(-0.1)]
    [TestCase(0.2)]
    [TestCase(double.NaN)]
    public void Constructor_ToleranceOutOfRange_NamesTheValue(double tolerance) => Assert.That(
        () => new NumericGrader(new NumericGraderOptions { RelativeTolerance = tolerance }),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("[0, 0.1]"));
}
