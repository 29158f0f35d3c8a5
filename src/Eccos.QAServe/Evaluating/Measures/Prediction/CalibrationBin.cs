namespace Eccos.QAServe;

/// <summary>One bin of a reliability diagram: the pairs whose predicted success falls between two bounds.</summary>
/// <param name="Lower">The lower bound of the predictions, inclusive.</param>
/// <param name="Upper">The upper bound, exclusive but for 1.</param>
/// <param name="Pairs">The pairs in the bin.</param>
/// <param name="MeanPredicted">Their mean predicted success probability; null without pairs.</param>
/// <param name="MeanObserved">Their mean score; null without pairs.</param>
public sealed record CalibrationBin(double Lower, double Upper, int Pairs, double? MeanPredicted, double? MeanObserved);
