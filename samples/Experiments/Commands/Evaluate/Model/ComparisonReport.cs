using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Model;

/// <summary>Eccos against one published-style baseline.</summary>
/// <param name="Against">The baseline.</param>
/// <param name="Share">The part of its predicted spend that Eccos is given for the claim, chosen on the training records.</param>
/// <param name="Chance">The chance of the claim there, by the training records; null when nothing was rehearsed, or the baseline is free.</param>
/// <param name="Claim">Eccos at that part.</param>
/// <param name="ClaimChange">What that changes, relative to the baseline.</param>
/// <param name="ClaimHolds">Whether success is higher by 6.3 % and cost lower by 10.15 %.</param>
/// <param name="MatchedSpend">Eccos at what the baseline is predicted to spend.</param>
/// <param name="MatchedSpendChange">What that changes, relative to the baseline.</param>
/// <param name="SuccessAtItsCost">The success Eccos reaches at the very cost of the baseline, read off its curve; null where the curve ends above.</param>
/// <param name="CostAtItsSuccess">The cost at which Eccos reaches the baseline's success, read off its curve; null where it never does.</param>
/// <param name="GapClosed">The part of the baseline's distance to the oracle's success that Eccos closes at matched spend.</param>
internal sealed record ComparisonReport(
    string Against,
    double Share,
    double? Chance,
    PolicyReport Claim,
    PolicyComparison ClaimChange,
    bool ClaimHolds,
    PolicyReport MatchedSpend,
    PolicyComparison MatchedSpendChange,
    double? SuccessAtItsCost,
    double? CostAtItsSuccess,
    double GapClosed);
