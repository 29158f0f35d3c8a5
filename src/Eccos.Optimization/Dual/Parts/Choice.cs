namespace Eccos.Optimization;

/// <summary>An option that the assignments of a <see cref="Part"/> use, or avoid.</summary>
internal readonly record struct Choice(int Query, int Endpoint, bool IsUsed)
{
    /// <summary>Whether it leaves a query's option open.</summary>
    public bool Allows(int endpoint) => endpoint == Endpoint == IsUsed;
}
