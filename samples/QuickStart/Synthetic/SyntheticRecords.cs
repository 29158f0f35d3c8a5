using System.Globalization;
using Eccos.Observations;
using MathNet.Numerics.Distributions;
using QuickStart.Synthetic.Arithmetic;
using QuickStart.Synthetic.Knowledge;

namespace QuickStart.Synthetic;

/// <summary>
/// Labelled records of invented questions: half word problems, half questions of knowledge. Success ~ Bernoulli(sigmoid(skill - difficulty)),
/// output tokens ~ log-normal around a median that grows with difficulty and verbosity, cost from the prices. The same seed gives the same records.
/// </summary>
internal static class SyntheticRecords
{
    private const double CharactersPerToken = 4;
    private const double OutputTokensSigma = 0.25;

    public static IReadOnlyList<QAServeRecord> Generate(int count, int seed)
    {
        var outcomes = new Random(unchecked(seed + 1_000_003));
        return [.. Questions(count, seed).Select((question, i) => Record(question, i, outcomes))];
    }

    /// <summary>Questions whose texts all differ, so that none can stand on both sides of a split.</summary>
    public static IEnumerable<Question> Questions(int count, int seed)
    {
        var random = new Random(seed);
        var knowledge = new KnowledgeQuestionGenerator(random);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        while (texts.Count < count)
        {
            var question = random.Next(2) == 0 ? FromWordProblem(WordProblemGenerator.Next(random)) : FromKnowledge(knowledge.Next(random));
            if (texts.Add(question.Text))
                yield return question;
        }
    }

    private static Question FromWordProblem(WordProblem problem) =>
        new(Subject.Arithmetic, problem.Text, problem.Answer.ToString(CultureInfo.InvariantCulture), problem.Difficulty);

    private static Question FromKnowledge(KnowledgeQuestion question) => new(question.Base.Domain.Subject, question.Text, question.Answer, question.Difficulty);

    private static QAServeRecord Record(Question question, int index, Random outcomes)
    {
        var inputTokens = (int)Math.Ceiling(question.Text.Length / CharactersPerToken);
        return new QAServeRecord
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"synthetic-{index:D5}"),
            Source = $"synthetic:{question.Subject.ToString().ToLowerInvariant()}",
            Query = question.Text,
            Answer = question.Answer,
            InputTokens = inputTokens,
            Outputs = [.. SyntheticPool.All.Select(endpoint => Output(endpoint, question, inputTokens, outcomes))],
        };
    }

    private static QAServeOutput Output(SyntheticEndpoint endpoint, Question question, int inputTokens, Random outcomes)
    {
        var correct = outcomes.NextDouble() < endpoint.SuccessProbability(question);
        var outputTokens = (int)Math.Ceiling(LogNormal.Sample(outcomes, Math.Log(endpoint.MedianOutputTokens(question)), OutputTokensSigma));
        return new QAServeOutput
        {
            Endpoint = endpoint.Name,
            Correct = correct ? 1 : 0,
            InputTokens = inputTokens,
            OutputTokens = outputTokens,
            CostUsd = endpoint.Prices.CostUsd(inputTokens, outputTokens),
        };
    }
}
