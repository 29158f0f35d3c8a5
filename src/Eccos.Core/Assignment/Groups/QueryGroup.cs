namespace Eccos;

/// <summary>Queries of a batch that keep limits of their own beside those of the batch: a tenant's, or those of one task. Groups may overlap.</summary>
/// <param name="Name">Names the group in results; unique in its problem, not empty, compared ordinally.</param>
/// <param name="Queries">The queries by their place, each once; may be empty.</param>
/// <remarks>An immutable value, checked where it enters an <see cref="AssignmentProblem"/>.</remarks>
public sealed record QueryGroup(string Name, IReadOnlyList<int> Queries)
{
    /// <summary>The least average success probability of the group's queries; a group without queries keeps any.</summary>
    /// <value>0 to 1; <see langword="null"/>, the default, for none.</value>
    public double? QualityFloor { get; init; }

    /// <summary>The most the group's queries may cost together in USD.</summary>
    /// <value>0 or more; <see langword="null"/>, the default, for no budget.</value>
    public double? Budget { get; init; }
}
