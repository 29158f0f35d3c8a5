using System.Globalization;

namespace QuickStart.Synthetic.Arithmetic;

/// <summary>Makes word problems whose amounts stay whole and positive.</summary>
internal static class WordProblemGenerator
{
    private static readonly long[] _percentages = [10, 20, 25, 30, 40, 50, 60, 75, 80, 90];

    public static WordProblem Next(Random random)
    {
        var scenario = random.Pick(Scenarios.All);
        var sentences = new SentenceWriter(random.Pick(Scenarios.People), scenario.Things);
        var digits = random.Next(1, 5);
        var start = random.NextInt64(digits == 1 ? 4 : (long)Math.Pow(10, digits - 1), (long)Math.Pow(10, digits));
        var text = new List<string> { sentences.Write(scenario.Opening, start) };

        var amount = start;
        var steps = new Step[random.Next(1, 6)];
        for (var k = 0; k < steps.Length; k++)
        {
            steps[k] = NextStep(random, amount, digits);
            amount = steps[k].Apply(amount);
            text.Add(sentences.Write(random.Pick(Phrases(scenario, steps[k].Operation)), steps[k].Operand));
        }

        var distractors = random.Next(0, scenario.Distractors.Length + 1);
        foreach (var distractor in scenario.Distractors.Take(distractors))
            text.Insert(random.Next(1, text.Count + 1), sentences.Write(distractor, random.Next(2, 60)));
        text.Add(sentences.Write(random.Pick(Scenarios.Questions)));
        return new WordProblem(start, steps, distractors, string.Join(' ', text));
    }

    private static Step NextStep(Random random, long amount, int digits)
    {
        var operation = (Operation)random.Next(0, 5);
        long[] operands = operation switch
        {
            Operation.Subtract when amount > 1 => [random.NextInt64(1, amount)],
            Operation.Multiply when amount < 10_000_000 => [random.NextInt64(2, digits > 2 ? 26 : 10)],
            Operation.Divide => [.. Enumerable.Range(2, 11).Select(divisor => (long)divisor).Where(divisor => amount % divisor == 0)],
            Operation.Percent => [.. _percentages.Where(percent => amount * percent % 100 == 0)],
            _ => [],
        };

        // Where the amount does not allow the operation, there is always something to add.
        return operands.Length > 0
            ? new Step(operation, random.Pick(operands))
            : new Step(Operation.Add, random.NextInt64(2, (long)Math.Pow(10, digits) + 1));
    }

    private static string[] Phrases(Scenario scenario, Operation operation) => operation switch
    {
        Operation.Add => scenario.Gains,
        Operation.Subtract => scenario.Losses,
        Operation.Multiply => Scenarios.Multiplications,
        Operation.Divide => Scenarios.Divisions,
        _ => Scenarios.Percentages,
    };

    private readonly record struct SentenceWriter(string Who, string Things)
    {
        public string Write(string template, long? number = null) => template
            .Replace("{who}", Who, StringComparison.Ordinal)
            .Replace("{things}", Things, StringComparison.Ordinal)
            .Replace("{n}", number?.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
