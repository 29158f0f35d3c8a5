using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using QuickStart.Synthetic.Arithmetic;

namespace Eccos.QuickStart.Tests.Synthetic;

public sealed partial class WordProblemGeneratorTests
{
    private static readonly WordProblem[] _problems = Problems(2000, 7);

    [Test]
    public void Answer_OfManyProblems_IsThatOfExactFractions()
    {
        foreach (var problem in _problems)
            Assert.That(new BigInteger(problem.Answer), Is.EqualTo(ByFractions(problem)), problem.Text);
    }

    [Test]
    public void Text_OfManyProblems_HoldsEveryOperandInTheOrderOfTheSteps()
    {
        foreach (var problem in _problems)
        {
            var numbers = new Queue<string>(Number().Matches(problem.Text).Select(match => match.Value));
            Assert.That(numbers, Has.Count.EqualTo(1 + problem.Steps.Count + problem.Distractors), problem.Text);
            foreach (var operand in problem.Steps.Select(step => step.Operand).Prepend(problem.Start))
            {
                while (numbers.TryPeek(out var number) && number != operand.ToString(CultureInfo.InvariantCulture))
                    numbers.Dequeue();
                Assert.That(numbers, Is.Not.Empty, $"{operand} is missing or out of order in: {problem.Text}");
                numbers.Dequeue();
            }
        }
    }

    [Test]
    public void Text_OfManyProblems_LeavesNoPlaceholder() =>
        Assert.That(_problems.Where(problem => problem.Text.Contains('{', StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Next_ManyTimes_UsesEveryOperationAndEveryNumberOfSteps() => Assert.Multiple(() =>
    {
        Assert.That(_problems.SelectMany(problem => problem.Steps).Select(step => step.Operation).Distinct(), Is.EquivalentTo(Enum.GetValues<Operation>()));
        Assert.That(_problems.Select(problem => problem.Steps.Count).Distinct(), Is.EquivalentTo(new[] { 1, 2, 3, 4, 5 }));
    });

    [Test]
    public void Difficulty_OneMoreStepDigitDivisionOrDistractor_IsHigher()
    {
        var easy = new WordProblem(50, [new Step(Operation.Add, 2)], 0, "");
        WordProblem[] harder =
        [
            easy with { Steps = [new Step(Operation.Add, 2), new Step(Operation.Add, 2)] },
            easy with { Start = 500 },
            easy with { Steps = [new Step(Operation.Divide, 2)] },
            easy with { Distractors = 1 },
        ];

        Assert.That(harder.Select(problem => problem.Difficulty), Is.All.GreaterThan(easy.Difficulty));
    }

    private static WordProblem[] Problems(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => WordProblemGenerator.Next(random))];
    }

    // The amount as a fraction of unbounded integers: a remainder that was dropped, or an overflow, would show.
    private static BigInteger ByFractions(WordProblem problem)
    {
        BigInteger numerator = problem.Start, denominator = 1;
        foreach (var (operation, operand) in problem.Steps)
        {
            if (operation == Operation.Add)
                numerator += operand * denominator;
            else if (operation == Operation.Subtract)
                numerator -= operand * denominator;
            else if (operation == Operation.Multiply)
                numerator *= operand;
            else if (operation == Operation.Divide)
                denominator *= operand;
            else
                (numerator, denominator) = (numerator * operand, denominator * 100);
            Assert.That(numerator, Is.Positive, problem.Text);
        }

        Assert.That(numerator % denominator, Is.EqualTo(BigInteger.Zero), problem.Text);
        return numerator / denominator;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
