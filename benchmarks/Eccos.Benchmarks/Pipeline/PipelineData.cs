using System.Globalization;
using Eccos.Observations;

namespace Eccos.Benchmarks.Pipeline;

/// <summary>Made-up queries of some 400 characters and what ten endpoints of rising price and skill made of them.</summary>
internal static class PipelineData
{
    private static readonly string[] _subjects = ["algebra", "law", "history", "chemistry", "economics", "biology", "programming", "philosophy"];
    private static readonly string[] _words =
    [
        .. "account amount angle answer apple balance base bond carbon case cell change charge city claim clause code cost court cycle date degree demand"
            .Split(' '),
        .. "energy equation event factor field force formula function gene graph group growth heat index input interest ion item law length level limit line"
            .Split(' '),
    ];

    public static ModelPool Pool { get; } = new(Enumerable.Range(0, 10).Select(j => new Endpoint($"endpoint-{j}")
    {
        Prices = new TokenPrices(0.05 * Math.Pow(1.7, j), 0.2 * Math.Pow(1.7, j)),
    }));

    public static IEnumerable<QAServeRecord> Records(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var subject = random.Next(_subjects.Length);
            var difficulty = (random.NextDouble() * 4) - 2;
            yield return new QAServeRecord
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"r{seed}-{i}"),
                Query = Text(random, subject, difficulty),
                InputTokens = 90,
                Outputs = [.. Enumerable.Range(0, Pool.Count).Select(j => Output(random, j, subject, difficulty))],
            };
        }
    }

    private static string Text(Random random, int subject, double difficulty)
    {
        var words = Enumerable.Range(0, 60).Select(_ => _words[(random.Next(20) + (subject * 3)) % _words.Length]);
        return $"A question of {_subjects[subject]} at level {(int)(difficulty * 10)}: {string.Join(' ', words)}?";
    }

    private static QAServeOutput Output(Random random, int j, int subject, double difficulty)
    {
        var skill = (j * 0.4) - 1 + ((j + subject) % 3 * 0.3);
        return new QAServeOutput
        {
            Endpoint = Pool[j].Name,
            Correct = random.NextDouble() < 1 / (1 + Math.Exp(difficulty - skill)) ? 1 : 0,
            InputTokens = 100,
            OutputTokens = 50 + random.Next(300),
        };
    }
}
