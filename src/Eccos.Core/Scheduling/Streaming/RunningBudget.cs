namespace Eccos;

/// <summary>A budget kept on the running average of queries: the sum of c - b, USD ahead of the pace of b a query.</summary>
/// <remarks>For one caller at a time.</remarks>
/// <param name="budget">b, USD a query.</param>
internal sealed class RunningBudget(double budget)
{
    /// <summary>b.</summary>
    public double Budget => budget;

    /// <summary>The sum of c - b over the queries so far; negative when less was spent.</summary>
    public double Overspend { get; private set; }

    /// <summary>The queries so far.</summary>
    public long Queries { get; private set; }

    /// <summary>Counts a query that was placed.</summary>
    /// <param name="costUsd">c.</param>
    public void Report(double costUsd)
    {
        Overspend += costUsd - budget;
        Queries++;
    }
}
