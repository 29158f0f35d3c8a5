namespace Eccos.Predictors;

/// <summary>One bin of a reliability diagram: pairs of query and endpoint whose predicted success falls between two bounds.</summary>
/// <param name="Lower">The lower bound of the predictions, inclusive.</param>
/// <param name="Upper">The upper bound, exclusive but for 1.</param>
/// <param name="Count">The pairs in the bin.</param>
/// <param name="MeanPredicted">Their mean predicted success probability; NaN when there is none.</param>
/// <param name="MeanObserved">Their mean observed success; NaN when there is none.</param>
public sealed record ReliabilityBin(double Lower, double Upper, int Count, double MeanPredicted, double MeanObserved);
