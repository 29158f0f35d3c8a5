namespace Eccos.QAServe;

/// <summary>The grader of each kind of task.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class GraderSet
{
    private readonly IReadOnlyDictionary<TaskKind, IGrader> _graders;

    /// <summary>The graders of this package, with their defaults.</summary>
    public GraderSet()
        : this(new Dictionary<TaskKind, IGrader>
        {
            [TaskKind.MultipleChoice] = new MultipleChoiceGrader(),
            [TaskKind.Numeric] = new NumericGrader(),
            [TaskKind.Mathematics] = new MathematicsGrader(),
            [TaskKind.ShortAnswer] = new ShortAnswerGrader(),
        })
    {
    }

    private GraderSet(IReadOnlyDictionary<TaskKind, IGrader> graders) => _graders = graders;

    /// <summary>The grader of a kind of task.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public IGrader this[TaskKind kind] => _graders.TryGetValue(kind, out var grader)
        ? grader
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, $"The kinds are {string.Join(", ", Enum.GetNames<TaskKind>())}.");

    /// <summary>The same set with another grader for one kind of task.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="grader">Its grader.</param>
    /// <returns>A new set; this one is as it was.</returns>
    public GraderSet With(TaskKind kind, IGrader grader)
    {
        ArgumentNullException.ThrowIfNull(grader);
        _ = this[kind];
        return new GraderSet(new Dictionary<TaskKind, IGrader>(_graders) { [kind] = grader });
    }
}
