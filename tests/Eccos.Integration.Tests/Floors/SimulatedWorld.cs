using System.Globalization;

namespace Eccos.Integration.Tests.Floors;

/// <summary>
/// Queries whose true success probabilities are known: what is predicted, and a common and an own error around it,
/// p_ij = a_ij + s (sqrt(r) Z_t + sqrt(1 - r) E_ij), with Z_t drawn for every batch t. The id of a query is its row.
/// </summary>
internal sealed class SimulatedWorld : IPredictor
{
    public const int M = 4;
    private readonly double[] _success;
    private readonly double _standardError;
    private readonly double[] _truth;
    private readonly HeldOutErrors _errors;

    public SimulatedWorld(int queries, int batch, double standardError, double correlation, Func<int, double> difficulty, int seed)
    {
        var random = new Random(seed);
        _standardError = standardError;
        _errors = new HeldOutErrors(Names, [0.5, 0.5, 0.5, 0.5], [1, 1, 1, 1], correlation);
        (_success, _truth) = (new double[queries * M], new double[queries * M]);
        var common = 0.0;
        for (var i = 0; i < queries; i++)
        {
            if (i % batch == 0)
                common = Normal(random);
            var shared = difficulty(i) + (0.15 * ((2 * random.NextDouble()) - 1));
            for (var j = 0; j < M; j++)
            {
                // The dearer the better on average, with an advantage of its own on every query.
                var a = Math.Clamp(0.55 + (0.08 * j) + shared + (0.1 * ((2 * random.NextDouble()) - 1)), 0.05, 0.95);
                _success[(i * M) + j] = a;
                _truth[(i * M) + j] = Math.Clamp(a + (standardError * ((Math.Sqrt(correlation) * common) + (Math.Sqrt(1 - correlation) * Normal(random)))), 0, 1);
            }
        }

        Queries = [.. Enumerable.Range(0, queries).Select(i => new Query(i.ToString(CultureInfo.InvariantCulture), "") { InputTokens = 0 })];
    }

    public static string[] Names { get; } = ["a", "b", "c", "d"];

    public IReadOnlyList<Query> Queries { get; }

    /// <summary>Endpoints that cost 1, 4, 16 and 64 USD per thousand queries.</summary>
    public static EccosOptions Options(SchedulingGoal goal)
    {
        var options = new EccosOptions { Goal = goal };
        for (var j = 0; j < M; j++)
            options.Endpoints.Add(new Endpoint(Names[j]) { Prices = new TokenPrices(0, Math.Pow(4, j)) });
        return options;
    }

    public double Truth(Placement placement) => _truth[(int.Parse(placement.Query.Id, CultureInfo.InvariantCulture) * M) + Array.IndexOf(Names, placement.Endpoint!.Name)];

    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        int[] rows = [.. queries.Select(query => int.Parse(query.Id, CultureInfo.InvariantCulture))];
        return ValueTask.FromResult(new Prediction(
            Names,
            Matrix(k => _success[(rows[k / M] * M) + (k % M)]),
            Matrix(_ => _standardError))
        {
            OutputTokens = Matrix(_ => 1000),
            HeldOutErrors = _errors,
        });

        QueryEndpointMatrix Matrix(Func<int, double> value) => new([.. Enumerable.Range(0, rows.Length * M).Select(value)], M);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
