using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Model;

/// <summary>Routing by predictions at every price of money, all queries together and without workload limits, beside the best mixture of two endpoints.</summary>
/// <param name="Gain">The area between them, in points of success.</param>
/// <param name="GainStandardError">Its standard error over queries.</param>
/// <param name="OracleGain">The area that perfect foresight would have.</param>
/// <param name="ShareOfOracle">The part of it that is reached, both without rounding.</param>
/// <param name="RoundingGain">The part of either area that is owed to the rounding of the least spend.</param>
/// <param name="CostRatioToMatchBest">The least spend that reaches the best endpoint's success, against its cost; null when none does.</param>
/// <param name="Points">Cost and success of the routing.</param>
/// <param name="OraclePoints">The same of perfect foresight.</param>
/// <param name="Queries">The queries that it is over: those of which every endpoint's outcome and cost are known; null in a file that was over all.</param>
internal sealed record FrontierReport(
    double Gain,
    double GainStandardError,
    double OracleGain,
    double ShareOfOracle,
    double RoundingGain,
    double? CostRatioToMatchBest,
    IReadOnlyList<SpendingPoint> Points,
    IReadOnlyList<SpendingPoint> OraclePoints,
    int? Queries = null);
