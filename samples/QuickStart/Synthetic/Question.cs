namespace QuickStart.Synthetic;

/// <summary>A question with its answer, before any endpoint is asked.</summary>
/// <param name="Subject">What it is about; endpoints have a skill per subject.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Answer">The one right answer.</param>
/// <param name="Difficulty">On the scale of the skills: an endpoint of equal skill answers every second such question.</param>
internal sealed record Question(Subject Subject, string Text, string Answer, double Difficulty);
