using System.Globalization;
using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Commands.Evaluate.Policies;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Report.Pages;

/// <summary>
/// Why the paper's claim is missed against one baseline. At the most that the claim lets Eccos spend,
/// <code>
/// s = (1 - 10.15 %) x the baseline's cost,
/// </code>
/// the curve of Eccos over its budgets says what these predictions are good for, that of the batch setting what deciding together would add, and the
/// oracle what the limits leave to perfect predictions.
/// </summary>
internal static class ClaimMiss
{
    public static string Of(EvaluationReport report, SettingReport setting, ComparisonReport row)
    {
        var baseline = setting.Policies.Single(policy => policy.Policy == row.Against);
        var spend = (1 + PaperClaim.Cost) * baseline.CostUsd;
        var (reached, together) = (SuccessAt(setting, spend), report.Settings[0] == setting ? null : SuccessAt(report.Settings[0], spend));
        return string.Concat(
            Invariant($"**{setting.Setting}, {row.Against}** ({baseline.Success:P2}; the claim asks for {(1 + PaperClaim.Success) * baseline.Success:P2}): "),
            Invariant($"at {1 + PaperClaim.Cost:P2} of its spend, {spend:0.000000} USD, "),
            reached is { } success ? $"the curve of Eccos reaches {Reading(success, baseline)}, " : "the curve of Eccos has not begun, ",
            together is { } batch ? $"deciding together {Reading(batch, baseline)}, " : "",
            Oracle(setting, baseline, spend),
            ". ",
            Conclusion(Relative(reached, baseline), Relative(together, baseline), row),
            string.Concat(Intervals(row.ClaimChange)));
    }

    private static string Oracle(SettingReport setting, PolicyReport baseline, double spend)
    {
        var oracle = setting.Policies.Single(policy => policy.KnowsLabels);
        return oracle.CostUsd <= spend
            ? Invariant($"the oracle {Reading(oracle.Success, baseline)} for {oracle.CostUsd:0.000000} USD")
            : Invariant($"the oracle spends more, {oracle.CostUsd:0.000000} USD, and reaches {Reading(oracle.Success, baseline)}");
    }

    private static string Conclusion(double? most, double? together, ComparisonReport row) => (most, together) switch
    {
        (null, _) => "At so little the predictions cannot be held against the claim.",
        ( >= PaperClaim.Success, _) => Invariant($"{Percent(most.Value)} is within reach of these predictions: what is missed is owed to the part of the spend, {row.Share:0.00}, that was {(row.Chance is null ? "taken unrehearsed" : "chosen on the training records")}."),
        (_, >= PaperClaim.Success) => Invariant($"The curve leaves {Part(most.Value)} of the +6.3 %; the rest is the price of placing one by one."),
        (_, { } batch) => Invariant($"The curve leaves {Part(most.Value)} of the +6.3 %, and even together these predictions leave {Part(batch)}."),
        _ => Invariant($"With these predictions {Percent(most.Value)} at most, {Part(most.Value)} of the +6.3 %: the rest is left to better predictions."),
    };

    private static IEnumerable<string> Intervals(PolicyComparison change)
    {
        if (change.Success < PaperClaim.Success)
            yield return Interval(PaperClaim.Success, change.SuccessInterval);
        if (change.Cost > PaperClaim.Cost && double.IsFinite(change.Cost))
            yield return Interval(PaperClaim.Cost, change.CostInterval);

        static string Interval(double asked, ConfidenceInterval measured) =>
            $" {Percent(asked)} lies {(measured.Lower <= asked && asked <= measured.Upper ? "within" : "outside")} the 95 % interval of what was measured.";
    }

    private static double? Relative(double? success, PolicyReport baseline) => (success / baseline.Success) - 1;

    private static string Part(double change) => change <= 0 ? "nothing" : Invariant($"{change / PaperClaim.Success:P0}");

    // Two decimals, for what is missed is often less than a tenth of a per cent.
    private static string Percent(double change) => change.ToString("+0.00 %;-0.00 %;0.00 %", CultureInfo.InvariantCulture);

    private static double? SuccessAt(SettingReport setting, double spend) => new SpendingCurve(setting.Curve).SuccessAt(spend);

    private static string Reading(double success, PolicyReport baseline) => Invariant($"{success:P2} ({Percent((success / baseline.Success) - 1)})");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
