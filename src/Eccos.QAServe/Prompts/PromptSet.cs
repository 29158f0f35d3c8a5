namespace Eccos.QAServe;

/// <summary>The zero-shot prompt of each kind of task.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
public sealed class PromptSet
{
    private readonly IReadOnlyDictionary<TaskKind, PromptTemplate> _templates;

    /// <summary>The prompts of this package: the question, what form the answer has, and room to reason before it.</summary>
    public PromptSet()
        : this(new Dictionary<TaskKind, PromptTemplate>
        {
            [TaskKind.MultipleChoice] = new(
                """
                Answer the following multiple-choice question. Think it through first, then end with one line of the form "Answer: X", where X is one of {{letters}}.

                {{question}}

                {{choices}}
                """),
            [TaskKind.Numeric] = new(
                """
                Solve the following problem. Think it through first, then end with one line of the form "Answer: N", where N is a number without its unit.

                {{question}}
                """),
            [TaskKind.Mathematics] = new(
                """
                Solve the following problem. Think it through first, then give the final answer in LaTeX within \boxed{}.

                {{question}}
                """),
            [TaskKind.ShortAnswer] = new(
                """
                Answer the following question with a name, a date or a few words, and nothing else.

                {{question}}
                """),
        })
    {
    }

    private PromptSet(IReadOnlyDictionary<TaskKind, PromptTemplate> templates) => _templates = templates;

    /// <summary>The prompt of a kind of task.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public PromptTemplate this[TaskKind kind] => _templates.TryGetValue(kind, out var template)
        ? template
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, $"The kinds are {string.Join(", ", Enum.GetNames<TaskKind>())}.");

    /// <summary>The same set with another prompt for one kind of task.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="template">Its prompt.</param>
    /// <returns>A new set; this one is as it was.</returns>
    public PromptSet With(TaskKind kind, PromptTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        _ = this[kind];
        return new PromptSet(new Dictionary<TaskKind, PromptTemplate>(_templates) { [kind] = template });
    }
}
