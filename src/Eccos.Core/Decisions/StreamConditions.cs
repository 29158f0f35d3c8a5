namespace Eccos;

/// <summary>What a single query was decided at, beside what is known of each endpoint.</summary>
/// <param name="WhenFull">What was to happen if the endpoints with room could not keep the limits.</param>
/// <param name="Prices">The prices; <see langword="null"/> when the query was not chosen for by prices: a micro-batch was solved for, and the record's <see cref="DecisionRecord.Batch"/> says what was asked.</param>
public sealed record StreamConditions(WhenFull WhenFull, OnlinePrices? Prices = null)
{
    /// <summary>
    /// z sqrt(r), what a standard error took off the success probability that was decided on, down to 0: the share of a floor's confidence that errors of predictions have in common.
    /// </summary>
    /// <value>0, the default, without a <see cref="SchedulingGoal.FloorConfidence"/>.</value>
    public double ErrorWeight { get; init; }
}
