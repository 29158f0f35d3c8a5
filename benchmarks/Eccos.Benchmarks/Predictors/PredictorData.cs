using System.Globalization;
using Eccos.Observations;

namespace Eccos.Benchmarks.Predictors;

/// <summary>
/// Made-up queries of some 400 characters, whose words follow Zipf's law within a subject, and what thirteen endpoints of rising skill made of
/// them.
/// </summary>
internal static class PredictorData
{
    private const int Endpoints = 13;
    private const int Subjects = 14;
    private const int Words = 12_000;
    private const int WordsPerSubject = 3_000;
    private const int Letters = 390;

    private static readonly string[] _syllables = "ba co di en fa go hi im ka lo me no or pi qua re sa te un vi wo xe ya zu ther tion ment ing est ous al ic".Split(' ');
    private static readonly string[] _words = CreateWords();

    public static ModelPool Pool { get; } = new(Enumerable.Range(0, Endpoints).Select(j => new Endpoint(Name(j))));

    public static TrainingSet Set(int count, int seed) => TrainingSet.Create(Pool, Records(count, seed));

    public static Query[] Queries(int count, int seed) => [.. Records(count, seed).Select(record => record.ToQuery())];

    public static IEnumerable<QAServeRecord> Records(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var subject = random.Next(Subjects);
            var difficulty = (random.NextDouble() * 4) - 2;
            yield return new QAServeRecord
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"r{seed}-{i}"),
                Query = Text(random, subject, difficulty),
                InputTokens = 90,
                Outputs = [.. Enumerable.Range(0, Endpoints).Select(j => Output(random, j, subject, difficulty))],
            };
        }
    }

    private static string Text(Random random, int subject, double difficulty)
    {
        var words = new List<string> { "Which", "of", "these" };
        var length = 0;
        while (length < Letters)
        {
            // Uniform in the logarithm of the rank: Zipf's law.
            var rank = (int)Math.Exp(random.NextDouble() * Math.Log(WordsPerSubject));
            var word = random.NextDouble() < 0.2 + (0.05 * difficulty) ? string.Create(CultureInfo.InvariantCulture, $"{rank} + {random.Next(100)}") : _words[((subject * 617) + rank) % Words];
            words.Add(words.Count % 12 == 0 ? word + "." : word);
            length += word.Length + 1;
        }

        return string.Join(' ', words) + "?\nA) yes\nB) no";
    }

    private static QAServeOutput Output(Random random, int j, int subject, double difficulty)
    {
        var skill = (j * 0.3) - 1 + ((j + subject) % 3 * 0.3);
        var tokens = 40 + (int)(80 * Math.Exp(0.5 * difficulty) * (0.5 + random.NextDouble()));
        return new QAServeOutput
        {
            Endpoint = Name(j),
            Correct = random.NextDouble() < 1 / (1 + Math.Exp(difficulty - skill)) ? 1 : 0,
            InputTokens = 100,
            OutputTokens = tokens,
            CostUsd = ((100 * 0.1) + (tokens * 0.4)) * Math.Pow(1.5, j) / 1e6,
        };
    }

    private static string Name(int j) => string.Create(CultureInfo.InvariantCulture, $"endpoint-{j:00}");

    private static string[] CreateWords()
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, Words).Select(_ => string.Concat(Enumerable.Range(0, 1 + random.Next(3)).Select(_ => _syllables[random.Next(_syllables.Length)])))];
    }
}
