using Eccos.Observations;

namespace Eccos.Predictors.Tests;

/// <summary>
/// Queries of two kinds and three levels whose words give both away. Endpoint "strong" is good at all, "weak" at easy ones alone, "coder" at code;
/// answers to hard queries are three times as long.
/// </summary>
internal static class Synthetic
{
    private static readonly string[] _nouns = ["apple", "river", "train", "window", "garden", "bottle", "market", "letter", "engine", "mirror"];

    public static TrainingSet Set(int count, int seed, double asked = 1, bool tokens = true)
    {
        var random = new Random(seed);
        var records = new List<QAServeRecord>();
        for (var i = 0; i < count; i++)
        {
            var (code, level) = (random.Next(2) == 1, random.Next(3));
            var words = string.Join(' ', Enumerable.Range(0, 4 + (3 * level)).Select(_ => _nouns[random.Next(_nouns.Length)]));
            var text = $"{(code ? "def function(x): return" : "What is the")} {(level == 0 ? "simple" : level == 1 ? "usual" : "intricate derivation")} {words} {i} {seed}";
            var outputs = new List<QAServeOutput>();
            foreach (var endpoint in (string[])["coder", "strong", "weak"])
            {
                if (i > 0 && random.NextDouble() >= asked)
                    continue;
                var right = random.NextDouble() < Truth(endpoint, code, level);
                var length = (int)(100 * Math.Pow(3, level == 2 ? 1 : 0) * Math.Exp(0.3 * (random.NextDouble() - 0.5)));
                outputs.Add(Sets.Output(endpoint, right ? 1 : 0, tokens ? length : null, 27, Price(endpoint) * length));
            }

            records.Add(Sets.Record(text, [.. outputs]));
        }

        return Sets.Of(records);
    }

    public static double Price(string endpoint) => endpoint switch { "strong" => 3e-5, "coder" => 5e-6, _ => 1e-6 };

    /// <summary>The loss of predicting the very probabilities that outcomes were drawn with.</summary>
    public static double LossOfTruth(TrainingSet set) => Losses.LogLoss(set, (i, j) =>
    {
        var text = set.Records[i].Query;
        var level = text.Contains("simple", StringComparison.Ordinal) ? 0 : text.Contains("usual", StringComparison.Ordinal) ? 1 : 2;
        return Truth(set.Endpoints[j], text.StartsWith("def", StringComparison.Ordinal), level);
    });

    private static double Truth(string endpoint, bool code, int level) => endpoint switch
    {
        "strong" => 0.95 - (0.15 * level),
        "coder" => code ? 0.95 - (0.1 * level) : 0.3,
        _ => level == 0 ? 0.85 : 0.15,
    };
}
