namespace Eccos;

/// <summary>What a scheduler schedules over and strives for.</summary>
/// <remarks>Bound from configuration or set in code; checked at start and when a scheduler is made, every breach being reported at once.</remarks>
public sealed class EccosOptions
{
    /// <summary>The endpoints of the pool.</summary>
    /// <value>Empty by default; at least one is needed.</value>
    public IList<Endpoint> Endpoints { get; } = [];

    /// <summary>What a schedule strives for unless its caller says otherwise.</summary>
    /// <value>By default the least cost, with no floor and no budget.</value>
    public SchedulingGoal Goal { get; set; } = new();

    /// <summary>What the scheduler may spend, over all its calls, in any span of a given length.</summary>
    /// <value><see langword="null"/>, the default, for no limit.</value>
    public SpendLimit? SpendLimit { get; set; }

    /// <summary>What may be spent for each <see cref="Query.BudgetKey"/>.</summary>
    /// <value>Empty by default; keys are compared ordinally.</value>
    public IDictionary<string, SpendLimit> Budgets { get; } = new Dictionary<string, SpendLimit>(StringComparer.Ordinal);

    /// <summary>What may be spent for a <see cref="Query.BudgetKey"/> that <see cref="Budgets"/> lacks; each such key has its own.</summary>
    /// <value><see langword="null"/>, the default, for no limit.</value>
    public SpendLimit? DefaultBudget { get; set; }

    /// <summary>How long a lease may be held before it is taken for forgotten: its slot is given back, and what it was expected to use stays charged.</summary>
    /// <value>1 second to 1 day; default 10 minutes. Longer than the slowest answer.</value>
    public TimeSpan LeaseLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>When an endpoint that fails is taken out of the assignment, and for how long.</summary>
    /// <value>By default after three failures in a row, for 5 seconds at first and for 5 minutes at most.</value>
    public HealthOptions Health { get; set; } = new();

    /// <summary>How labels of placements are waited for and learned from.</summary>
    /// <value>By default the last 10,000 placements can be labelled.</value>
    public FeedbackOptions Feedback { get; set; } = new();

    /// <summary>How single queries are placed.</summary>
    /// <value>The defaults of <see cref="StreamingOptions"/>.</value>
    public StreamingOptions Streaming { get; } = new();
}
