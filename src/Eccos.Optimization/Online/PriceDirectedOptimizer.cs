namespace Eccos.Optimization;

/// <summary>
/// Assigns queries one by one as they arrive, each to the endpoint with the least c_j - lambda a_j + mu_j. The prices lambda and mu_j come from the assignment of a sample of
/// the traffic and follow what is owed to the floor or spent of the budget, so that over many queries the average success stays at the floor, or the
/// spend on pace with the budget.
/// </summary>
/// <remarks>
/// A choice takes no memory and well under a microsecond. Without typical queries to start from, nobody can know that harder ones are still to
/// come: the floor then holds over easy and hard queries that come mixed, and <see cref="PriceDirectedOptions.MostOwed"/> bounds what is owed in
/// any order while a query can still mend it. A solution that fails or runs out of time leaves the last prices in force, and the choices say so.
/// </remarks>
public sealed class PriceDirectedOptimizer : IOnlineOptimizer
{
    private readonly PriceDirectedOptions _options;
    private readonly IOptimizer _optimizer;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="options">How to find prices; <see langword="null"/> for the defaults. Copied: later changes have no effect.</param>
    /// <param name="optimizer">
    /// Solves the assignment of the sample and states <see cref="Assignment.ShadowPrices"/>; <see langword="null"/> for a <see cref="DualGuidedOptimizer"/>
    /// with 5 seconds to do so.
    /// </param>
    /// <exception cref="ArgumentException">Options are out of range; the message lists all of them with their values.</exception>
    public PriceDirectedOptimizer(PriceDirectedOptions? options = null, IOptimizer? optimizer = null)
    {
        options ??= new PriceDirectedOptions();
        PriceDirectedOptionsRules.Check(options);
        _options = options.Copy();
        _optimizer = optimizer ?? new SampleOptimizer();
    }

    /// <inheritdoc/>
    public IOnlineAssignment Start(SchedulingGoal goal, int endpointCount)
    {
        ArgumentNullException.ThrowIfNull(goal);
        ArgumentOutOfRangeException.ThrowIfLessThan(endpointCount, 1);
        return new PriceDirectedAssignment(goal, endpointCount, _options, _optimizer);
    }
}
