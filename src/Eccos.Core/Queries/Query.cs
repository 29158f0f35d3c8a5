namespace Eccos;

/// <summary>One request to serve.</summary>
/// <remarks>An immutable value, checked when it is scheduled.</remarks>
/// <param name="Id">Names the query in its batch and in the schedule; unique in the batch, not empty.</param>
/// <param name="Text">What is asked. May be empty, of any length and in any script.</param>
public sealed record Query(string Id, string Text)
{
    /// <summary>The input tokens of the request.</summary>
    /// <value>0 or more; <see langword="null"/>, the default, to have them counted by the <see cref="ITokenCounter"/>.</value>
    public int? InputTokens { get; init; }

    /// <summary>On whose budget the query goes, such as a tenant's; see <see cref="EccosOptions.Budgets"/>.</summary>
    /// <value>Compared ordinally; <see langword="null"/>, the default, for nobody's.</value>
    public string? BudgetKey { get; init; }

    /// <summary>Where the query's conversation was served so far; the decision weighs what a switch would cost.</summary>
    /// <value><see langword="null"/>, the default, for none.</value>
    public Affinity? Affinity { get; init; }

    /// <summary>
    /// The endpoint that the host has chosen for the query itself, to observe what would have been decided: the query is placed there or, when there is no room,
    /// not at all, whatever it asks of an endpoint; what is reserved, and what counts toward floors and budgets, is what that endpoint takes. The decision is made
    /// all the same, and recorded (<see cref="DecisionRecord.Observed"/>).
    /// </summary>
    /// <value>The name of an endpoint of the pool; <see langword="null"/>, the default, to have the query placed where it is decided. In a batch all queries name one, or none does.</value>
    public string? ChosenEndpoint { get; init; }

    /// <summary>Which waiting queries come first: those of a higher priority, and among equals those that came first.</summary>
    /// <value>0 by default.</value>
    public int Priority { get; init; }

    /// <summary>Tags an endpoint must carry to serve the query.</summary>
    /// <value>Empty by default: any endpoint may.</value>
    public IReadOnlyCollection<string> RequiredTags { get; init; } = [];

    /// <summary>Names of the endpoints that may serve the query.</summary>
    /// <value><see langword="null"/>, the default: all of the pool.</value>
    public IReadOnlyCollection<string>? AllowedEndpoints { get; init; }

    /// <summary>The least success probability an endpoint must have on this query to serve it.</summary>
    /// <value>0 to 1; <see langword="null"/>, the default, for none.</value>
    public double? MinimumSuccess { get; init; }

    /// <summary>Names of the groups the query belongs to, such as its tenant and its task, compared ordinally; <see cref="SchedulingGoal.Groups"/> limits them.</summary>
    /// <value>Empty by default. A group that the goal does not name has no limits.</value>
    public IReadOnlyCollection<string> Groups { get; init; } = [];
}
