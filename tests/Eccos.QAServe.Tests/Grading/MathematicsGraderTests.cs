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

    [TestCase("(")]
    [TestCase("{")]
    [TestCase("[1, ")]
    [TestCase("\\{")]
    [TestCase("|1+")]
    [TestCase("\\sqrt")]
    [TestCase("\\frac")]
    [TestCase("sin ")]
    [TestCase("2^{")]
    [TestCase("2^")]
    [TestCase("-")]
    [TestCase("2^-")]
    [TestCase("\\cdot 2")]
    [TestCase("/2")]
    [TestCase("!")]
    [TestCase("^2")]
    [TestCase("<2")]
    [TestCase("=2")]
    [TestCase("\\setminus 2")]
    [TestCase("\\cup 2")]
    [TestCase("\\text{")]
    public void Grade_LoopOfAModelOnASmallStack_IsWrongAndNoFault(string loop)
    {
        foreach (var times in (int[])[50, 500, 10_000])
            Assert.That(GradeOnSmallStack("7", $"The answer is 1{string.Concat(Enumerable.Repeat(loop, times))}"), Is.Zero);
    }

    [TestCase("\\{1, ", "\\}")]
    [TestCase("(1, ", ")")]
    [TestCase("[(1, ", "]\\cup 3)")]
    [TestCase("\\sqrt{1+", "}")]
    [TestCase("2^{\\frac{1}{", "}}")]
    [TestCase("f(x) = (", ")")]
    public void Grade_NestedAnswerOnASmallStack_IsReadUpToALimit(string open, string close)
    {
        string Nested(string inside, int depth) => string.Concat(Enumerable.Repeat(open, depth)) + inside + string.Concat(Enumerable.Repeat(close, depth));
        foreach (var depth in (int[])[2, 20, 48, 97, 150])
            Assert.That(GradeOnSmallStack(Nested("0.5", depth), $"\\boxed{{{Nested("\\frac{1}{2}", depth)}}}"), depth <= 20 ? Is.EqualTo(1) : Is.AnyOf(0, 1));
    }

    [TestCase("(99^{2000})^{2000}")]
    public async Task Grade_TowerOfPowers_IsNotWorkedOut(string tower)
    {
        var item = Items.Of(TaskKind.Mathematics, "7");
        await new MathematicsGrader().GradeAsync(item, "\\boxed{(99^2)^2}");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var grade = new MathematicsGrader().GradeAsync(item, $"\\boxed{{{tower}}}");

        Assert.That((await grade).Score, Is.Zero);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
    }

    private static double GradeOnSmallStack(string reference, string response)
    {
        var score = double.NaN;
        var thread = new Thread(() => score = new MathematicsGrader().GradeAsync(Items.Of(TaskKind.Mathematics, reference), response).AsTask().GetAwaiter().GetResult().Score, maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        return score;
    }
}
