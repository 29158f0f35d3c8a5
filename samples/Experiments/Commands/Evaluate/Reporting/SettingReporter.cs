using Eccos.Experiments.Arguments;
using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.Experiments.Commands.Evaluate.Model;
using Eccos.Experiments.Commands.Evaluate.Policies;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Reporting;

/// <summary>Holds the policies of one setting against the labels and against each other.</summary>
internal sealed class SettingReporter(
    EvaluateSettings settings,
    RoutingSetting setting,
    IReadOnlyList<DecidedRun> decided,
    OutcomeTable outcomes,
    IReadOnlyList<RehearsedShare> shares)
{
    private readonly (DecidedRun Decided, PolicyYield Yield)[] _runs =
        [.. decided.Where(run => run.Plan.Setting == setting && run.Plan.Role != RunRole.FloorSweep).Select(run => (run, Yield(run, outcomes)))];

    public SettingReport Report() => new(
        EnumName.Of(setting),
        [.. _runs.Where(run => run.Decided.Plan.Role is RunRole.Baseline or RunRole.Oracle).Select(Report)],
        [.. PublishedBaselines.Names.Select(Compare)],
        [.. Curve().OrderBy(point => point.CostUsd)]);

    public static PolicyYield Yield(DecidedRun run, OutcomeTable outcomes) => new([.. run.Runs.Select(entry => RunOutcome.Of(entry, outcomes))]);

    private ComparisonReport Compare(string baseline)
    {
        var theirs = _runs.Single(run => run.Decided.Plan.Role == RunRole.Baseline && run.Decided.Runs[0].Policy == baseline);
        var claim = Against(RunRole.Claim, baseline);
        var matched = Against(RunRole.MatchedSpend, baseline);
        var change = Change(claim, theirs);
        var curve = new SpendingCurve(Curve());
        var oracle = _runs.Single(run => run.Decided.Plan.Role == RunRole.Oracle).Yield;
        return new ComparisonReport(
            baseline,
            claim.Decided.Plan.Asked!.Value,
            shares.Single(of => (of.Setting, of.Baseline) == (setting, baseline)).Chance,
            Report(claim),
            change,
            change.Success >= PaperClaim.Success && change.Cost <= PaperClaim.Cost,
            Report(matched),
            Change(matched, theirs),
            curve.SuccessAt(theirs.Yield.CostUsd),
            curve.CostAt(theirs.Yield.Success),
            (matched.Yield.Success - theirs.Yield.Success) / (oracle.Success - theirs.Yield.Success));
    }

    private IEnumerable<SpendingPoint> Curve() => _runs.Where(run => run.Decided.Plan.Role == RunRole.BudgetSweep).Select(run => new SpendingPoint(run.Yield.CostUsd, run.Yield.Success));

    private (DecidedRun Decided, PolicyYield Yield) Against(RunRole role, string baseline) => _runs.Single(run => run.Decided.Plan.Role == role && run.Decided.Plan.Against == baseline);

    private PolicyComparison Change((DecidedRun, PolicyYield Yield) policy, (DecidedRun, PolicyYield Yield) other) =>
        PolicyComparison.Of(policy.Yield, other.Yield, settings.Samples, settings.Source.Seed);

    private PolicyReport Report((DecidedRun Decided, PolicyYield Yield) run) => PolicyReport.Of(run.Decided, run.Yield, settings.Samples, settings.Source.Seed);
}
