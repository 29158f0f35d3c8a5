using System.Globalization;

namespace Eccos.QAServe.Tests;

public sealed class ShortAnswerGraderTests
{
    private static IEnumerable<AnswerCase> Cases => AnswerTable.Read("short-answer.txt");

    [TestCaseSource(nameof(Cases))]
    public async Task Grade_WhatModelsWrite_ScoresBothMeasures(AnswerCase answer)
    {
        var item = Items.Of(TaskKind.ShortAnswer, answer.Columns[0].Split("; "));
        var exact = await new ShortAnswerGrader().GradeAsync(item, answer.Response);
        var f1 = await new ShortAnswerGrader(ShortAnswerMeasure.TokenF1).GradeAsync(item, answer.Response);

        Assert.That(exact.Score, Is.EqualTo(Number(answer.Columns[1])), $"read as '{exact.Extracted}'");
        Assert.That(f1.Score, Is.EqualTo(Number(answer.Columns[2])).Within(5e-5), $"read as '{f1.Extracted}'");
    }

    [Test]
    public void Table_HoldsSeveralHundredDifferentAnswers() =>
        Assert.That(Cases.Select(answer => (answer.Columns[0], answer.Response)).Distinct().Count(), Is.EqualTo(Cases.Count()).And.GreaterThan(350));

    [Test]
    public async Task Grade_TokenF1_IsTheHarmonicMeanOfPrecisionAndRecall()
    {
        // Answer: 5 words, 3 of them among the 4 of the reference; P = 3/5, R = 3/4.
        var item = Items.Of(TaskKind.ShortAnswer, "alpha beta gamma delta");
        var grade = await new ShortAnswerGrader(ShortAnswerMeasure.TokenF1).GradeAsync(item, "alpha beta beta gamma epsilon");

        const double P = 3.0 / 5, R = 3.0 / 4;
        Assert.That(grade.Score, Is.EqualTo(2 * P * R / (P + R)).Within(1e-12));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
