namespace QuickStart.Synthetic.Arithmetic;

/// <summary>A little world in which word problems play. In its sentences {who} is a person, {n} a number.</summary>
/// <param name="Things">What is counted.</param>
/// <param name="Opening">Tells the first amount.</param>
/// <param name="Gains">Tell of an addition.</param>
/// <param name="Losses">Tell of a subtraction.</param>
/// <param name="Distractors">Facts with a number of no bearing.</param>
internal sealed record Scenario(string Things, string Opening, string[] Gains, string[] Losses, string[] Distractors);
