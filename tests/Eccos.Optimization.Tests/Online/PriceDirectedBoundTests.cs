using CsCheck;

namespace Eccos.Optimization.Tests.Online;

/// <summary>What is promised whatever the order, against the closed forms computed from the queries alone.</summary>
public sealed class PriceDirectedBoundTests
{
    [Test]
    public void Floor_AnyQueriesInAnyOrder_OwesNoMoreThanTheBound() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 5], Gen.Double[0, 1], Gen.Int[0, 8], Gen.Int[1, 64]).Sample(
            (seed, endpoints, floor, mostOwed, repayOver) =>
            {
                var (cost, quality) = Traffic.Wild(300, endpoints, seed);
                if (seed % 3 > 0)
                    Array.Sort(quality.Select(row => row.Max() * (seed % 3 == 1 ? 1 : -1)).ToArray(), quality);
                var options = new PriceDirectedOptions { MostOwed = mostOwed, RepayOver = repayOver, SampleSize = 64, SolveEvery = 32 };
                var run = new StreamRunner(new SchedulingGoal { QualityFloor = floor, WhenInfeasible = InfeasiblePolicy.RelaxFloor }, options).Run(cost, quality);

                var (owed, backlog) = (0.0, 0.0);
                for (var t = 0; t < cost.Length; t++)
                {
                    owed += floor - run.Placed[t].Quality;
                    backlog = Math.Max(0, backlog + floor - quality[t].Max());
                    if (owed > mostOwed + backlog + 1e-9)
                        return false;
                }

                return true;
            },
            iter: 60);

    [Test]
    public void Budget_AnyQueriesInAnyOrder_IsNeverAheadOfThePaceByMoreThanTheBound() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 5], Gen.Double[0, 1.2]).Sample(
            (seed, endpoints, part) =>
            {
                var (cost, quality) = Traffic.Wild(300, endpoints, seed);
                var budget = part * cost.Average(row => row.Average());
                var goal = new SchedulingGoal { Objective = Objective.BestQuality, BudgetUsd = budget, WhenInfeasible = InfeasiblePolicy.RelaxBudget };
                var run = new StreamRunner(goal, new PriceDirectedOptions { SampleSize = 64, SolveEvery = 32 }).Run(cost, quality);

                var (spent, backlog) = (0.0, 0.0);
                for (var t = 0; t < cost.Length; t++)
                {
                    spent += run.Placed[t].Cost;
                    backlog = Math.Max(0, backlog + cost[t].Min() - budget);
                    if (spent > ((t + 1) * budget) + backlog + (1e-9 * (spent + budget)))
                        return false;
                }

                return true;
            },
            iter: 60);

    [Test]
    public void Choices_AnyOthers_CostAtMostWhatThePricesAllow() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Double[0.3, 0.7]).Sample(
            (seed, floor) =>
            {
                var (cost, quality) = Traffic.Realistic(200, 5, seed);
                var options = new PriceDirectedOptions { MostOwed = 1e6, SolveEvery = 16 };
                var run = new StreamRunner(new SchedulingGoal { QualityFloor = floor }, options).Run(cost, quality);

                var others = new Random(seed);
                var slack = 0.0;
                for (var t = 1; t < cost.Length; t++)
                {
                    var j = others.Next(5);
                    var (p, a, c) = (run.Choices[t].Multiplier, run.Placed[t].Quality, run.Placed[t].Cost);
                    slack += cost[t][j] + (p * (a - quality[t][j])) - c;
                }

                return slack >= -1e-9;
            },
            iter: 30);
}
