namespace Eccos.QAServe.Tests;

public sealed class MathematicsGraderTests
{
    private static IEnumerable<AnswerCase> Cases => AnswerTable.Read("mathematics.txt");

    [TestCaseSource(nameof(Cases))]
    public async Task Grade_WhatModelsWrite_AgreesWithTheReferenceOrNot(AnswerCase answer)
    {
        var grade = await new MathematicsGrader().GradeAsync(Items.Of(TaskKind.Mathematics, answer.Columns[0]), answer.Response);

        Assert.That(grade.Score, Is.EqualTo(answer.Columns[1] == "+" ? 1 : 0), $"read as '{grade.Extracted}', reference '{answer.Columns[0]}'");
    }

    [Test]
    public void Table_HoldsSeveralHundredDifferentAnswers() =>
        Assert.That(Cases.Select(answer => (answer.Columns[0], answer.Response)).Distinct().Count(), Is.EqualTo(Cases.Count()).And.GreaterThan(300));

    [Test]
    public async Task Grade_EveryReferenceOfTheTable_IsItsOwnAnswer()
    {
        foreach (var reference in Cases.Select(answer => answer.Columns[0]).Distinct())
        {
            var grade = await new MathematicsGrader().GradeAsync(Items.Of(TaskKind.Mathematics, reference), $"\\boxed{{{reference}}}");
            Assert.That(grade.Score, Is.EqualTo(1), reference);
        }
    }

    [TestCase(0.001, 1)]
    [TestCase(1e-9, 0)]
    public async Task Grade_Tolerance_LetsDecimalsStandForTheExactValue(double tolerance, double score)
    {
        var grader = new MathematicsGrader(new MathematicsGraderOptions { RelativeTolerance = tolerance });
        Assert.That((await grader.GradeAsync(Items.Of(TaskKind.Mathematics, "\\sqrt{2}"), "\\boxed{1.4142}")).Score, Is.EqualTo(score));
    }

    [TestCase("\\boxed{((((((((((1))))))))))")]
    [TestCase("\\boxed{10^{10^{10^{10}}}}")]
    [TestCase("\\boxed{\\frac{}{}}")]
    [TestCase("\\boxed{2000000!}")]
    [TestCase("\\boxed{\\begin{pmatrix} 1 & 2 \\\\}")]
    [TestCase("\\boxed{\\left(}")]
    [TestCase("\\boxed{^^__}")]
    public async Task Grade_BrokenOrHugeExpression_IsWrongAndNoFault(string response) =>
        Assert.That((await new MathematicsGrader().GradeAsync(Items.Of(TaskKind.Mathematics, "7"), response)).Score, Is.Zero);
}
