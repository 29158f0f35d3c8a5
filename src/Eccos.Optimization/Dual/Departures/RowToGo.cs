namespace Eccos.Optimization;

/// <summary>How much regret, and price of slack, a side row costs at least by the time all its queries were gone through.</summary>
/// <param name="row">The row, in the order of one side.</param>
internal abstract class RowToGo(OpenRow row) : IDisposable
{
    public OpenRow Row => row;

    /// <summary>That of a row of which no query was gone through yet.</summary>
    public abstract double Least { get; }

    public abstract void Dispose();

    /// <summary>From now on the k-th query is the first of the queries to come.</summary>
    public abstract void Advance(int k);

    /// <summary>A bound where departures have changed the row so far; infinite where it cannot be kept for what is left of the budget.</summary>
    /// <param name="change">What they have added to it.</param>
    /// <param name="next">The least regret of a departure to come, of any query.</param>
    /// <param name="left">What is left of the budget.</param>
    public abstract double Bound(double change, double next, double left);
}
