using CsCheck;

namespace Eccos.QAServe.Tests;

/// <summary>Whatever a model writes is graded: no text ends a collection.</summary>
public sealed class OddTextTests
{
    private static readonly (IGrader Grader, BenchmarkItem Item)[] _graders =
    [
        (new NumericGrader(), Items.Of(TaskKind.Numeric, "7")),
        (new MathematicsGrader(), Items.Of(TaskKind.Mathematics, "\\frac{7}{2}x")),
        (new MathematicsGrader(), Items.Of(TaskKind.Mathematics, "(1, 2]")),
        (new MultipleChoiceGrader(), Items.Choice("B", "alpha", "7", "", "-x^2")),
        (new ShortAnswerGrader(), Items.Of(TaskKind.ShortAnswer, "the 7th")),
        (new ShortAnswerGrader(ShortAnswerMeasure.TokenF1), Items.Of(TaskKind.ShortAnswer, "the 7th", "---")),
    ];

    private static readonly Gen<string> _piece = Gen.OneOf(
        OneOf(
            "Answer: ", "The answer is ", "####", "**", "\n", " ", "$", "\\boxed{", "<answer>", "</answer>", "<think>", "</think>", "{\"answer\": ", "\"", "{", "}", "\\{", "\\}", "[", "]", "(", ")", "|",
            "\\frac", "\\sqrt", "\\overline", "\\binom", "\\text{ min}", "\\mathrm", "\\begin{pmatrix}", "\\end{pmatrix}", "&", "\\\\", "\\le", "\\pm", "\\cup", "\\infty", "\\log_", "\\lfloor", "sin", "or"),
        OneOf("0", "7", "12,345", "1.5", ".", "-", "+", "*", "/", "=", "<", "^", "^{-2}", "^-400", "_", "!", "'", "%", "e", "10^", "⁻⁻", "³", "½", "１００", "१००", "٣٫٥", "𝟏", "²", "①", "x", "(B)", "C. ", "B"),
        OneOf("two thirds", "TWO THIRDS", "THİRD", "ſeven ſixthſ", "HALVES", "minus a dozen million", "5 MILLION", "7 \u212a", "\\ud83d", "\ud83d", "\ude00", "\0", "\u200f", "é", "İ", "not", "A is wrong."),
        Gen.Char.Select(letter => letter.ToString()));

    [Test]
    public async Task Grade_AnyText_IsAScore() => await _piece.Array[0, 14].Select(string.Concat).SampleAsync(
        async response =>
        {
            foreach (var (grader, item) in _graders)
            {
                if ((await grader.GradeAsync(item, response)).Score is not (>= 0 and <= 1))
                    return false;
            }

            return true;
        },
        iter: 3_000);

    private static Gen<string> OneOf(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(place => pieces[place]);

    [TestCase("0^{-2} has no value")]
    [TestCase("{\"answer\": \"\\ud83d\"}")]
    [TestCase("{\"answer\": \"\ud83d\"}")]
    [TestCase("{\"\\ud83d\": 1, \"answer\": 2}")]
    [TestCase("TWO THIRDS")]
    [TestCase("Answer: one THİRD")]
    public async Task Grade_TextThatOnceWasAFault_IsWrong(string response)
    {
        foreach (var (grader, item) in _graders)
            Assert.That((await grader.GradeAsync(item, response)).Score, Is.Zero);
    }
}
