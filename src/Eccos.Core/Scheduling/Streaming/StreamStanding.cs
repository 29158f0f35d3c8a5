namespace Eccos;

/// <summary>How a stream stands: its own floor and budget, and those of every group of the goal, each with its own running average.</summary>
/// <remarks>For one caller at a time. It outlives the stream: one that starts for the same goal over changed endpoints goes on where the last one was.</remarks>
internal sealed class StreamStanding
{
    private readonly ScopeStanding _whole;
    private readonly ScopeStanding[] _groups;
    private readonly OnlineStanding[] _groupStates;
    private readonly RunningFloor[] _wholeFloor;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly double _z;
    private double[] _quality = [];

    /// <param name="goal">The goal.</param>
    /// <param name="floors">The running floors, which streams share with batches of the same goal.</param>
    public StreamStanding(SchedulingGoal goal, RunningFloors floors)
    {
        Goal = goal;
        _z = goal.FloorConfidence is { } confidence ? StandardNormal.Quantile(confidence) : 0;
        _whole = Scope(goal.QualityFloor is null ? null : floors.For(goal), goal.BudgetUsd);
        _wholeFloor = _whole.Floor is { } floor ? [floor] : [];
        var ordered = goal.Groups.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        for (var g = 0; g < ordered.Length; g++)
            _places.Add(ordered[g].Key, g);
        _groups = [.. ordered.Select(entry => Scope(entry.Value.QualityFloor is { } alpha ? new RunningFloor(alpha) : null, entry.Value.BudgetUsd))];
        _groupStates = [.. _groups.Select(group => group.State())];

        ScopeStanding Scope(RunningFloor? floor, double? budget) => new(floor, budget is { } usd ? new RunningBudget(usd) : null, _z);
    }

    public SchedulingGoal Goal { get; }

    /// <summary>The groups of a query that the goal names, by their place.</summary>
    public int[] GroupsOf(Query query) => _places.Count == 0 || query.Groups.Count == 0
        ? []
        : [.. query.Groups.Distinct(StringComparer.Ordinal).Select(name => _places.GetValueOrDefault(name, -1)).Where(g => g >= 0)];

    /// <summary>How the limits stand now. Groups are as of the last query that was counted.</summary>
    public OnlineStanding State() => _whole.State() with { Groups = _groupStates };

    /// <summary>How they would stand if a query were placed, chance aside; for choices of several queries before any is counted.</summary>
    /// <param name="standing">How they stand; its groups are changed in place, so that they must be the caller's own.</param>
    /// <param name="groups">The query's groups.</param>
    /// <param name="success">What it counts as.</param>
    /// <param name="costUsd">c.</param>
    public static OnlineStanding After(in OnlineStanding standing, ReadOnlySpan<int> groups, double success, double costUsd)
    {
        var own = (OnlineStanding[])standing.Groups;
        foreach (var g in groups)
            own[g] = Next(own[g]);
        return Next(standing);

        OnlineStanding Next(in OnlineStanding before) => before with
        {
            Queries = before.Queries + 1,
            Deficit = before.Deficit + before.Floor - success,
            Overspend = before.Overspend + costUsd - before.Budget,
        };
    }

    /// <summary>The row of a forecast as the online assignment sees it: with a confidence, what the error that predictions share may cost is taken off.</summary>
    /// <remarks>Valid until the next row is asked for.</remarks>
    public OnlineQuery Row(Forecast forecast, int i, ReadOnlySpan<int> groups)
    {
        var m = forecast.Cost.EndpointCount;
        var success = forecast.Prediction.Success.Row(i);
        if (_z > 0)
        {
            if (_quality.Length != m)
                _quality = new double[m];
            var errors = forecast.Prediction.StandardError.Row(i);
            var weight = ErrorWeight(Goal, forecast);
            for (var j = 0; j < m; j++)
                _quality[j] = Counted(success[j], errors[j], weight);
            success = _quality;
        }

        return new OnlineQuery(forecast.Cost.Row(i), success, forecast.Eligible.AsSpan(i * m, m), groups);
    }

    /// <summary>z sqrt(r).</summary>
    public static double ErrorWeight(SchedulingGoal goal, Forecast forecast) => goal.FloorConfidence is { } confidence
        ? StandardNormal.Quantile(confidence) * Math.Sqrt(forecast.Prediction.HeldOutErrors?.Correlation ?? 0)
        : 0;

    /// <summary>What a success probability counts as: a - z sqrt(r) s, at least 0.</summary>
    public static double Counted(double success, double standardError, double errorWeight) => Math.Max(0, success - (errorWeight * standardError));

    /// <summary>By how much less than expected a placement counts.</summary>
    public double Margin(Forecast forecast, int i, int j) => forecast.Expected.Success[i, j] - Counted(forecast, i, j);

    private double Counted(Forecast forecast, int i, int j) =>
        Counted(forecast.Prediction.Success[i, j], forecast.Prediction.StandardError[i, j], _z == 0 ? 0 : ErrorWeight(Goal, forecast));

    /// <summary>The running floors that a query counts on, which its label corrects.</summary>
    public RunningFloor[] Floors(ReadOnlySpan<int> groups)
    {
        if (groups.IsEmpty)
            return _wholeFloor;
        var floors = new List<RunningFloor>(_wholeFloor);
        foreach (var g in groups)
        {
            if (_groups[g].Floor is { } floor)
                floors.Add(floor);
        }

        return [.. floors];
    }

    /// <summary>Counts a query that was placed.</summary>
    /// <param name="forecast">What it was decided on.</param>
    /// <param name="i">Its place there.</param>
    /// <param name="groups">Its groups.</param>
    /// <param name="endpoint">Its endpoint.</param>
    /// <param name="multiplier">The price it was placed at.</param>
    public void Count(Forecast forecast, int i, ReadOnlySpan<int> groups, int endpoint, double? multiplier)
    {
        var (expected, counted, cost) = (forecast.Expected.Success[i, endpoint], Counted(forecast, i, endpoint), forecast.Cost[i, endpoint]);

        // Batches of the goal start from it; what groups add to it is not theirs.
        _whole.Count(expected, counted, cost, Goal is { Objective: Objective.LeastCost, Groups.Count: 0 } ? multiplier : null);
        foreach (var g in groups)
        {
            _groups[g].Count(expected, counted, cost, null);
            _groupStates[g] = _groups[g].State();
        }
    }
}
