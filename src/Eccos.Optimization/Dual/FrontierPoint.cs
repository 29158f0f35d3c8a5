namespace Eccos.Optimization;

/// <summary>One point of the cost-quality curve of a batch.</summary>
/// <param name="Quality">The average success probability reached: the floor that the point stands for.</param>
/// <param name="Cost">In USD, of an assignment that reaches it and keeps the other limits.</param>
/// <param name="Bound">In USD: no assignment with at least this quality costs less.</param>
/// <param name="Price">The slope here: USD of the batch per 1 of average success probability; infinite at the best quality.</param>
public sealed record FrontierPoint(double Quality, double Cost, double Bound, double Price);
