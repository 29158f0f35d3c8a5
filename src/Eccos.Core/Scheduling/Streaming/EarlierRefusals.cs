namespace Eccos;

/// <summary>
/// What queries in line were refused, as their turn came. Whoever comes after them and asks for no less is refused as they were, without asking: what has become
/// free since is first for them, the next time it is their turn.
/// </summary>
/// <remarks>For one caller at a time, and for one pass over the line.</remarks>
internal sealed class EarlierRefusals
{
    private readonly List<Refusal> _refusals = [];

    /// <summary>Remembers a refusal.</summary>
    /// <param name="forecast">Of the queries.</param>
    /// <param name="i">The one that was refused.</param>
    /// <param name="j">The endpoint that it asked for.</param>
    /// <param name="answer">The refusal.</param>
    public void Add(Forecast forecast, int i, int j, in CapacityAnswer answer)
    {
        // Of one that states no amount nothing follows for others.
        if (answer.RefusedBy == CapacityKind.Unknown)
            return;
        var refusal = new Refusal(j, answer, forecast.Tokens[i, j], forecast.Cost[i, j]);

        // Whoever is refused for the same reason all the same asked for less, and so tells of more queries.
        var same = _refusals.FindIndex(earlier => earlier.Endpoint == j && earlier.Answer.RefusedBy == refusal.Answer.RefusedBy && earlier.Answer.Name == refusal.Answer.Name);
        if (same < 0)
            _refusals.Add(refusal);
        else
            _refusals[same] = refusal;
    }

    /// <summary>The refusal that a query shares with those before it.</summary>
    /// <param name="forecast">Of the queries.</param>
    /// <param name="i">The query.</param>
    /// <param name="j">The endpoint that it asks for.</param>
    /// <returns>null when it may ask for itself.</returns>
    public CapacityAnswer? Of(Forecast forecast, int i, int j)
    {
        foreach (var refusal in _refusals)
        {
            if (refusal.Holds(forecast, i, j))
                return refusal.Answer;
        }

        return null;
    }

    /// <summary>The forecast with no more endpoints eligible than those that queries may ask for themselves.</summary>
    public Forecast Rest(Forecast forecast)
    {
        var eligible = (bool[])forecast.Eligible.Clone();
        var m = forecast.Cost.EndpointCount;
        for (var k = 0; k < eligible.Length; k++)
            eligible[k] = eligible[k] && Of(forecast, k / m, k % m) is null;
        return forecast with { Eligible = eligible };
    }

    private readonly record struct Refusal(int Endpoint, CapacityAnswer Answer, double Tokens, double Cost)
    {
        public bool Holds(Forecast forecast, int i, int j) => Answer.RefusedBy switch
        {
            CapacityKind.SchedulerSpend => forecast.Cost[i, j] >= Cost,
            CapacityKind.BudgetKeySpend => forecast.Queries[i].BudgetKey == Answer.Name && forecast.Cost[i, j] >= Cost,
            CapacityKind.EndpointSpend => j == Endpoint && forecast.Cost[i, j] >= Cost,
            CapacityKind.TokensPerMinute => j == Endpoint && forecast.Tokens[i, j] >= Tokens,
            _ => j == Endpoint,
        };
    }
}
