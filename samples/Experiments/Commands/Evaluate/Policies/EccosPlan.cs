using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>Eccos against each published-style baseline, and over budgets, floors and workload limits.</summary>
/// <param name="settings">The options of the run.</param>
/// <param name="baselines">The baselines.</param>
/// <param name="shares">The part of each baseline's spend that Eccos is given against it.</param>
/// <param name="spending">Gives it parts of their spend.</param>
/// <param name="streaming">Makes the schedulers of the streaming setting.</param>
/// <param name="forecast">What is predicted of the test queries.</param>
internal sealed class EccosPlan(
    EvaluateSettings settings,
    BaselinePolicies baselines,
    IReadOnlyList<RehearsedShare> shares,
    SpendPlan spending,
    StreamingPolicies streaming,
    TestForecast forecast)
{
    private const int Floors = 8;

    /// <summary>The gap of the least cost at a floor: near the highest that can be reached single windows take minutes to be closed further.</summary>
    private const double FloorGap = 1e-2;

    /// <summary>Budgets as parts of what round robin spends.</summary>
    private static readonly double[] _budgets = [0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5];

    private readonly IOptimizer _optimizer = (settings with { RelativeGap = FloorGap }).CreateOptimizer();

    private decimal? Capacity => settings.Capacity.Factor;

    public IReadOnlyList<PlannedRun> Create() => [.. Enum.GetValues<RoutingSetting>().SelectMany(setting => Against(setting).Concat(Budgets(setting)).Concat(FloorsOf(setting)))];

    private IEnumerable<PlannedRun> Against(RoutingSetting setting)
    {
        foreach (var baseline in baselines.Published)
        {
            yield return spending.At(RunRole.Claim, setting, baseline, shares.Single(of => (of.Setting, of.Baseline) == (setting, baseline.Name)).Share);
            yield return spending.At(RunRole.MatchedSpend, setting, baseline, 1);
        }
    }

    private IEnumerable<PlannedRun> Budgets(RoutingSetting setting) => _budgets.Select(share => spending.At(RunRole.BudgetSweep, setting, baselines.Published.First(), share));

    private IEnumerable<PlannedRun> FloorsOf(RoutingSetting setting)
    {
        // In the streaming setting one limit is enough to see how the floor holds.
        decimal?[] capacities = setting == RoutingSetting.Batch ? [.. new[] { Capacity, 2 * Capacity, null }.Distinct()] : [Capacity];
        foreach (var capacity in capacities)
        {
            foreach (var floor in FloorGrid())
            {
                var goal = new RoutingGoal { QualityFloor = floor };
                yield return new PlannedRun(
                    RunRole.FloorSweep,
                    setting,
                    capacity,
                    () => setting == RoutingSetting.Batch ? RoutingPolicies.Optimizer("Eccos", _optimizer, goal) : streaming.Create(forecast.Test, forecast.OutOfFold, goal, capacity),
                    Asked: floor);
            }
        }
    }

    /// <summary>From what round robin is predicted to reach to what the best endpoint of each query is, in whole points.</summary>
    private IEnumerable<double> FloorGrid()
    {
        var success = forecast.Prediction.Success;
        var (low, high) = (success.Values.ToArray().Average(), Enumerable.Range(0, success.QueryCount).Average(i => success.Row(i).ToArray().Max()));
        return Enumerable.Range(0, Floors).Select(k => Math.Round(low + ((high - low) * k / (Floors - 1)), 2)).Distinct();
    }
}
