using CsCheck;
using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests;

/// <summary>Groups, shares, tokens, floors and budgets together, against trying every assignment; what fails is shrunk.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class LimitedProblemsTests
{
    private const double Room = 1e-8;

    [Test]
    public void Solve_DualGuided_IsTheOptimumOrProvenInfeasible() =>
        Check(new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = 0 }), iterations: 3000);

    [Test]
    public void Solve_ExactProgram_IsTheOptimumOrProvenInfeasible() => Check(new MipOptimizer(), iterations: 300);

    [Test]
    public void Solve_Lagrangian_BoundNeverPassesTheOptimum()
    {
        var optimizer = new LagrangianOptimizer();
        LimitedProblems.Any.Sample(
            problem =>
            {
                var actual = optimizer.Solve(problem);
                if (new Exhaustive(problem, 1e-13).Solve() is not { } optimum)
                    return !actual.IsFound || actual.Infeasibility is not null;
                var sign = problem.Objective == Objective.BestQuality ? -1 : 1;
                return actual.Status != AssignmentStatus.Infeasible
                    && (!actual.IsFound || (Keeps(problem, actual) && sign * actual.Bound <= (sign * optimum) + Room && sign * actual.Objective >= (sign * optimum) - Room));
            },
            iter: 500,
            print: LimitedProblems.Print);
    }

    private static void Check(IOptimizer optimizer, int iterations) => LimitedProblems.Any.Sample(
        problem =>
        {
            var actual = optimizer.Solve(problem);
            return new Exhaustive(problem, 1e-13).Solve() is { } optimum
                ? actual.Status == AssignmentStatus.Optimal && actual.Infeasibility is null && Keeps(problem, actual) && Math.Abs(actual.Objective - optimum) <= Room * Math.Max(1, Math.Abs(optimum))
                : actual is { Status: AssignmentStatus.Infeasible, Infeasibility: not null };
        },
        iter: iterations,
        print: LimitedProblems.Print);

    private static bool Keeps(AssignmentProblem problem, Assignment assignment)
    {
        var judge = new BruteForce(problem, 1.001e-9);
        return assignment.EndpointOf.Index().All(entry => problem.IsEligible(entry.Index, entry.Item))
            && !judge.Broken(judge.Evaluate(assignment.EndpointOf), problem.QualityFloor, problem.Budget).Any();
    }
}
