namespace Eccos;

/// <summary>
/// How the floor and the budget of one scope stand over a stream, the scope being the whole stream or one group of its queries. With a confidence, z being its
/// quantile, the floor is to hold on the outcomes y of the T queries so far:
/// <code>
/// D = sum over queries so far of (alpha + o - (a - z sqrt(r) s)) + z sqrt(V),    V = sum of a (1 - a)
/// </code>
/// a and s: predicted success and its standard error where the query was sent; r: <see cref="HeldOutErrors.Correlation"/>; o: what labels correct. The variance of
/// the sum of y is at most V + r (sum of s)^2 (<see cref="RealisedError"/>), and the root of a sum is at most the sum of roots, so D at most 0 means that the sum
/// of a lies above T alpha by at least z standard errors: for one T at a time the average of y is below alpha with a chance of at most 1 - confidence.
/// The error that predictions share is so taken off each of them; the chance of the outcomes is a debt that grows with the root of T, and per query vanishes.
/// </summary>
/// <remarks>For one caller at a time.</remarks>
/// <param name="floor">Counts the first sum; <see langword="null"/> for no floor.</param>
/// <param name="budget">Counts the spend; <see langword="null"/> for no budget.</param>
/// <param name="z">z; 0 for no confidence.</param>
internal sealed class ScopeStanding(RunningFloor? floor, RunningBudget? budget, double z)
{
    // Until there are so many queries, what chance adds is asked for as if there were: the first of them cannot hold an average by themselves.
    private const int FewQueries = 256;

    // What is owed beyond the running floor's memory would be forgotten; at a confidence of 0.95 chance gets there after about 120,000 queries.
    private const double MostOwedToChance = RunningFloor.Memory / 2;

    private double _variance;
    private long _queries;

    public RunningFloor? Floor => floor;

    public OnlineStanding State()
    {
        var state = floor?.State() ?? default;
        var (owed, next) = floor is null ? default : Chance();
        return new OnlineStanding(
            floor is null ? budget?.Queries ?? 0 : state.Queries,
            (floor?.Floor ?? 0) + state.LabelOffset + next,
            state.Deficit + owed,
            budget?.Budget ?? 0,
            budget?.Overspend ?? 0);
    }

    /// <summary>Counts a query that was placed.</summary>
    /// <param name="success">a.</param>
    /// <param name="counted">What it counts as: a - z sqrt(r) s, or less where the goal counts a quantile.</param>
    /// <param name="costUsd">c.</param>
    /// <param name="multiplier">lambda it was placed at; <see langword="null"/> to keep the one known.</param>
    public void Count(double success, double counted, double costUsd, double? multiplier)
    {
        floor?.Report(counted, 1, multiplier);
        budget?.Report(costUsd);
        _variance += success * (1 - success);
        _queries++;
    }

    /// <summary>z sqrt(V), and by how much it grows with the next query.</summary>
    private (double Owed, double Next) Chance()
    {
        if (z == 0 || _queries == 0)
            return default;
        var owed = z * Math.Sqrt(_variance);
        return owed > MostOwedToChance
            ? (MostOwedToChance, 0)
            : (owed, z * Math.Sqrt(_variance / _queries) / (2 * Math.Sqrt(Math.Max(_queries, FewQueries))));
    }
}
