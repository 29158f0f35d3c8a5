namespace QuickStart.Synthetic.Arithmetic;

/// <summary>A word problem: an amount, the steps that change it, and how a text tells them.</summary>
/// <param name="Start">The amount at the beginning.</param>
/// <param name="Steps">One to five steps, in the order of the text.</param>
/// <param name="Distractors">The facts in the text that have no bearing on the answer.</param>
/// <param name="Text">The problem as it is asked.</param>
internal sealed record WordProblem(long Start, IReadOnlyList<Step> Steps, int Distractors, string Text)
{
    /// <summary>The amount after all steps.</summary>
    public long Answer => Steps.Aggregate(Start, (amount, step) => step.Apply(amount));

    /// <summary>Rises with the number of steps, the size of the first number, divisions and percentages, and facts of no bearing.</summary>
    public double Difficulty =>
        -2.0
        + (0.7 * (Steps.Count - 1))
        + (0.4 * Math.Floor(Math.Log10(Start)))
        + (0.3 * Steps.Count(step => step.Operation is Operation.Divide or Operation.Percent))
        + (0.5 * Distractors);
}
