using Eccos.Observations;

namespace Eccos.Predictors.Tests;

/// <summary>
/// Endpoints and queries whose true success probabilities are known: sigmoid(ability_j + x_i + taste_j z_i + e_i), where a query's text tells
/// x_i and z_i and nobody e_i; ability grows with the logarithm of the parameters.
/// </summary>
internal sealed class SimulatedWorld
{
    private const double Hidden = 1.2;
    private readonly double[] _ability;
    private readonly double[] _taste;
    private readonly (double X, double Z, double E)[] _queries;

    public SimulatedWorld(int endpoints, int queries, int seed)
    {
        var random = new Random(seed);
        _ability = [.. Enumerable.Range(0, endpoints).Select(_ => 1.5 * ((random.NextDouble() * 2) - 1))];
        _taste = [.. Enumerable.Range(0, endpoints).Select(_ => (random.NextDouble() * 2) - 1)];
        _queries = [.. Enumerable.Range(0, queries).Select(_ => (Normal(), Normal(), Hidden * Normal()))];
        Pool = new ModelPool(_ability.Select((ability, j) => new Endpoint($"e{j}")
        {
            Facts = new Dictionary<string, string> { ["parameters_b"] = Math.Exp(2 + ability + (0.3 * Normal())).ToString(System.Globalization.CultureInfo.InvariantCulture) },
        }));
        Records = [.. Enumerable.Range(0, queries).Select(i => Sets.Record(
            $"q{i}",
            [.. Enumerable.Range(0, endpoints).Select(j => Sets.Output($"e{j}", random.NextDouble() < Given(i, j) ? 1 : 0, Math.Max((int)(Tokens(i, j) * Math.Exp(0.3 * Normal())), 1)))]))];

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    public ModelPool Pool { get; }

    public IReadOnlyList<QAServeRecord> Records { get; }

    /// <summary>The success probability given the text alone: the mean over e.</summary>
    public double Success(int i, int j)
    {
        double sum = 0, weight = 0;
        for (var e = -5.0; e <= 5; e += 0.05)
        {
            var w = Math.Exp(-e * e / 2);
            sum += w / (1 + Math.Exp(-(_ability[j] + _queries[i].X + (_taste[j] * _queries[i].Z) + (Hidden * e))));
            weight += w;
        }

        return sum / weight;
    }

    public double Tokens(int i, int j) => 100 * Math.Exp((0.5 * _queries[i].X) + _taste[j]);

    /// <summary>All endpoints but some, with a base predictor that knows the truth as far as texts tell it.</summary>
    public ExtensiblePredictor Without(params int[] left)
    {
        int[] kept = [.. Enumerable.Range(0, Pool.Count).Except(left)];
        var pool = new ModelPool(kept.Select(j => Pool[j]));
        var set = TrainingSet.Create(pool, Records.Select(record => record with { Outputs = [.. kept.Select(j => record.Outputs[j])] }));
        var oracle = new FunctionPredictor(pool.Names, text => [.. kept.Select(j => Success(Row(text), j))], text => [.. kept.Select(j => Tokens(Row(text), j) * Math.Exp(0.045))]);
        var outOfFold = oracle.Predict([.. Records.Select(record => record.ToQuery())]);
        return ExtensiblePredictor.Create(oracle, outOfFold, set, pool);
    }

    public Probe Probe(int i, int j) => new(Records[i].ToQuery(), Records[i].Outputs[j].Correct) { OutputTokens = Records[i].Outputs[j].OutputTokens };

    public static int RowOf(Query query) => Row(query.Text);

    private double Given(int i, int j) => 1 / (1 + Math.Exp(-(_ability[j] + _queries[i].X + (_taste[j] * _queries[i].Z) + _queries[i].E)));

    private static int Row(string text) => int.Parse(text.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
}
