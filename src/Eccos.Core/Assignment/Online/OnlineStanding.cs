namespace Eccos;

/// <summary>How the floor and the budget of a stream, or of one group of its queries, stand before its next query.</summary>
/// <param name="Queries">The queries that count so far, 0 or more.</param>
/// <param name="Floor">alpha, the average success probability to hold, label corrections included; not read without a floor.</param>
/// <param name="Deficit">D, the sum of alpha - a over the queries so far: correct answers owed, or, negative, saved.</param>
/// <param name="Budget">b, the average USD a query may cost; not read without a budget.</param>
/// <param name="Overspend">The sum of c - b over the queries so far: USD spent ahead of the pace, or, negative, behind it.</param>
public readonly record struct OnlineStanding(long Queries, double Floor, double Deficit, double Budget, double Overspend)
{
    /// <summary>How each of <see cref="SchedulingGoal.Groups"/> stands, in the ordinal order of names.</summary>
    /// <value>Empty by default. Valid during the call that it is handed to.</value>
    public IReadOnlyList<OnlineStanding> Groups
    {
        get => field ?? [];
        init;
    }
}
