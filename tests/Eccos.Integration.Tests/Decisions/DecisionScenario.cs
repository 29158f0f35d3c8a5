using CsCheck;

namespace Eccos.Integration.Tests.Decisions;

/// <summary>A pool with limits, a goal, and queries that ask for this and that, as chance has it.</summary>
/// <param name="Options">The pool and the goal.</param>
/// <param name="Queries">The queries.</param>
/// <param name="Success">The success probability of each query on each endpoint, row after row.</param>
/// <param name="Outcomes">How the requests go, to be repeated over and over.</param>
internal sealed record DecisionScenario(EccosOptions Options, Query[] Queries, double[] Success, OutcomeKind[] Outcomes) : IPredictor
{
    private const int OutputTokens = 100;

    private static readonly Gen<Endpoint> _endpoint =
        from price in Gen.Double[0.1, 20]
        from concurrency in Gen.Int[2, 10].Nullable()
        from requests in Gen.Int[4, 24].Nullable()
        from tokens in Gen.Long[1000, 8000].Nullable()
        from spend in Gen.Double[3e-3, 1e-1].Nullable()
        from tagged in Gen.Int[0, 2].Select(k => k > 0)
        from window in Gen.Int[200, 600].Nullable()
        from share in Gen.Double[0.5, 1].Nullable()
        select new Endpoint("")
        {
            Prices = new TokenPrices(price, 4 * price),
            ConcurrencyLimit = concurrency,
            RequestsPerMinute = requests,
            TokensPerMinute = tokens,
            SpendLimit = spend is { } usd ? new SpendLimit(usd, TimeSpan.FromMinutes(1)) : null,
            Tags = tagged ? ["tools"] : [],
            ContextWindow = window,
            MaximumShare = share,
        };

    private static readonly Gen<SchedulingGoal> _goal =
        from objective in Gen.OneOf(Gen.Const(Objective.LeastCost), Gen.Const(Objective.LeastCost), Gen.Const(Objective.BestQuality), Gen.Const(Objective.WeightedSum))
        from floor in Gen.Double[0.2, 0.7].Nullable()
        from budget in Gen.Double[3e-4, 3e-2].Nullable()
        from scope in Gen.Enum<FloorScope>()
        from confidence in Gen.Double[0.5, 0.9].Nullable()
        from quantile in Gen.Double[0.05, 0.5].Nullable()
        from policy in Gen.Enum<InfeasiblePolicy>()
        from grouped in Gen.Double[0.2, 0.6].Nullable()
        select new SchedulingGoal
        {
            Objective = objective,
            QualityFloor = floor,
            BudgetUsd = budget,
            FloorScope = scope,
            FloorConfidence = floor is null ? null : confidence,
            QualityQuantile = floor is null || confidence is null ? quantile : null,
            QualityWeightUsd = 1e-3,
            WhenInfeasible = policy,
            Groups = grouped is { } least ? new Dictionary<string, GroupLimits> { ["tenant"] = new() { QualityFloor = least } } : new Dictionary<string, GroupLimits>(),
        };

    private static readonly Gen<Query> _query =
        from input in Gen.Int[1, 300]
        from tag in Gen.Int[0, 9].Select(k => k == 0)
        from minimum in Gen.Double[0, 0.4].Nullable()
        from key in Gen.Bool
        from grouped in Gen.Bool
        from first in Gen.Int[0, 5].Select(k => k > 0)
        select new Query("", "secret")
        {
            InputTokens = input,
            RequiredTags = tag ? ["tools"] : [],
            MinimumSuccess = minimum,
            BudgetKey = key ? "key" : null,
            Groups = grouped ? ["tenant"] : [],
            AllowedEndpoints = first ? null : ["e0", "e1"],
        };

    public static Gen<DecisionScenario> Any { get; } =
        from endpoints in _endpoint.Array[2, 5]
        from goal in _goal
        from whenFull in Gen.Bool.Select(relaxes => relaxes ? WhenFull.Relax : WhenFull.Reject)
        from spend in Gen.Double[1e-3, 1e-1].Nullable()
        from queries in _query.Array[1, 24]
        from success in Gen.Double[0, 1].Array[queries.Length * endpoints.Length]
        from outcomes in Gen.Enum<OutcomeKind>().Select(kind => kind is OutcomeKind.Timeout ? kind : OutcomeKind.Ok).Array[1, 8]
        select new DecisionScenario(OptionsOf(endpoints, goal, whenFull, spend), [.. queries.Select((query, i) => query with { Id = $"q{i}" })], success, outcomes);

    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        var m = Options.Endpoints.Count;
        int[] rows = [.. queries.Select(query => Array.FindIndex(Queries, known => known.Id == query.Id))];
        return ValueTask.FromResult(new Prediction([.. Options.Endpoints.Select(endpoint => endpoint.Name)], Matrix(k => Success[(rows[k / m] * m) + (k % m)]), Matrix(_ => 0.05))
        {
            OutputTokens = Matrix(_ => OutputTokens),
        });

        QueryEndpointMatrix Matrix(Func<int, double> value) => new([.. Enumerable.Range(0, rows.Length * m).Select(value)], m);
    }

    private static EccosOptions OptionsOf(Endpoint[] endpoints, SchedulingGoal goal, WhenFull whenFull, double? spend)
    {
        var options = new EccosOptions
        {
            Goal = goal,
            SpendLimit = spend is { } usd ? new SpendLimit(usd, TimeSpan.FromMinutes(1)) : null,
            DefaultBudget = new SpendLimit(0.03, TimeSpan.FromMinutes(1)),
            Health = new HealthOptions { FailuresToCoolDown = 1 },
        };
        options.Streaming.WhenFull = whenFull;
        for (var j = 0; j < endpoints.Length; j++)
            options.Endpoints.Add(endpoints[j] with { Name = $"e{j}" });
        return options;
    }
}
