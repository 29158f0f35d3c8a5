namespace Eccos;

/// <summary>The endpoint chosen for one query of a stream.</summary>
/// <param name="Endpoint">Its place, or <see cref="Assignment.Unassigned"/> when no endpoint that may serve the query has room.</param>
/// <param name="KeepsLimits">Whether the stream's floor and budget stand as promised after it; otherwise it is the nearest there is.</param>
/// <param name="Multiplier">The price it was chosen at: USD per correct answer for the least cost, correct answers per USD for the best quality.</param>
/// <param name="UsesLastPrices">Whether the newest prices could not be computed, so that those before them were used.</param>
public readonly record struct OnlineChoice(int Endpoint, bool KeepsLimits, double Multiplier, bool UsesLastPrices)
{
    /// <summary>All prices of the choice, from which <see cref="OnlinePrices.Choose"/> makes it again; it is then recorded with the decision.</summary>
    /// <value><see langword="null"/>, the default, for a choice that does not follow from prices and cannot be replayed.</value>
    public OnlinePrices? Prices { get; init; }
}
