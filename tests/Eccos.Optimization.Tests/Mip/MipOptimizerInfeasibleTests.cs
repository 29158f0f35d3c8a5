using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Mip;

/// <summary>Two queries, a cheap weak endpoint 0 and a dear strong endpoint 1.</summary>
internal sealed class MipOptimizerInfeasibleTests
{
    [Test]
    public void Solve_FloorTooHigh_NamesTheHighestQuality()
    {
        var assignment = Solve(Problem(floor: 0.95));

        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(assignment.StopReason, Is.EqualTo(StopReason.Proven));
        Assert.That(assignment.Infeasibility!.HighestQuality, Is.EqualTo(0.75));
        Assert.That(assignment.Infeasibility.LeastCost, Is.Null);
        Assert.That(assignment.Infeasibility.Message, Is.EqualTo(
            "The quality floor of 0.95 is out of reach: the highest average success probability under the workload and token limits is 0.75."));
    }

    [Test]
    public void Solve_BudgetTooSmall_NamesTheLeastCost()
    {
        var assignment = Solve(Problem(budget: 0.5));

        Assert.That(assignment.Infeasibility!.LeastCost, Is.EqualTo(2));
        Assert.That(assignment.Infeasibility.HighestQuality, Is.Null);
        Assert.That(assignment.Infeasibility.Message, Is.EqualTo("The budget of 0.5 USD is too small: serving every query costs at least 2 USD."));
    }

    [Test]
    public void Solve_FloorAndBudgetTogether_NamesBoth()
    {
        var assignment = Solve(Problem(floor: 0.7, budget: 3));

        Assert.That(assignment.Infeasibility!.LeastCost, Is.EqualTo(5));
        Assert.That(assignment.Infeasibility.HighestQuality, Is.EqualTo(0.5));
        Assert.That(assignment.Infeasibility.Message, Is.EqualTo(
            "A quality floor of 0.7 costs at least 5 USD, more than the budget of 3 USD, within which at most 0.5 is reached."));
    }

    [Test]
    public void Solve_BudgetBelowAnyAssignment_NamesTheLeastCostOfTheFloor() =>
        Assert.That(Solve(Problem(floor: 0.7, budget: 1)).Infeasibility!.Message, Is.EqualTo(
            "The budget of 1 USD is too small: a quality floor of 0.7 costs at least 5 USD."));

    [Test]
    public void Solve_TooFewSlots_CountsTheUnserved()
    {
        var assignment = Solve(Problem(slots: [0, 1]));

        Assert.That(assignment.Infeasibility!.UnservedQueries, Is.EqualTo(1));
        Assert.That(assignment.Infeasibility.Message, Is.EqualTo("The workload and token limits leave 1 of 2 queries unserved."));
    }

    [Test]
    public void Solve_TooFewTokens_CountsTheUnserved()
    {
        var problem = new AssignmentProblem(new QueryEndpointMatrix([1, 1, 1], 1), new QueryEndpointMatrix([1, 1, 1], 1))
        {
            Tokens = new QueryEndpointMatrix([300, 100, 200], 1),
            TokenLimits = [350],
        };

        Assert.That(Solve(problem).Infeasibility!.UnservedQueries, Is.EqualTo(1));
    }

    [Test]
    public void Solve_QueryWithoutEndpoint_NamesIt()
    {
        var assignment = Solve(Problem(eligible: [true, true, false, false]));

        Assert.That(assignment.Infeasibility!.QueriesWithoutEndpoint, Is.EqualTo(new[] { 1 }));
        Assert.That(assignment.Infeasibility.Message, Is.EqualTo("No endpoint may serve 1 of 2 queries (at 1)."));
    }

    [Test]
    public void Solve_RelaxFloor_ReachesTheBestQualityAndKeepsTheReason()
    {
        var assignment = Solve(Problem(floor: 0.95, policy: InfeasiblePolicy.RelaxFloor));

        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(assignment.Quality, Is.EqualTo(0.75));
        Assert.That(assignment.EndpointOf, Is.EqualTo(new[] { 0, 1 }));
        Assert.That(assignment.Infeasibility!.HighestQuality, Is.EqualTo(0.75));
    }

    [Test]
    public void Solve_RelaxFloorWhereTheBudgetIsTheReason_StaysInfeasible()
    {
        var assignment = Solve(Problem(floor: 0.7, budget: 1, policy: InfeasiblePolicy.RelaxFloor));

        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(assignment.Infeasibility, Is.Not.Null);
    }

    [Test]
    public void Solve_RelaxBudget_TakesTheLeastCostAtTheFloor()
    {
        var assignment = Solve(Problem(floor: 0.7, budget: 3, policy: InfeasiblePolicy.RelaxBudget));

        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(assignment.Cost, Is.EqualTo(5));
        Assert.That(assignment.Infeasibility!.LeastCost, Is.EqualTo(5));
    }

    [Test]
    public void Solve_Defer_KeepsTheFloorForTheServed()
    {
        var assignment = Solve(Problem(floor: 0.85, policy: InfeasiblePolicy.Defer));

        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(assignment.EndpointOf, Is.EqualTo(new[] { Assignment.Unassigned, 1 }));
        Assert.That(assignment.Quality, Is.EqualTo(0.9));
    }

    [Test]
    public void Solve_DeferWhereNothingCanBeServed_IsInfeasible()
    {
        var assignment = Solve(Problem(floor: 0.99, policy: InfeasiblePolicy.Defer));

        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(assignment.Infeasibility!.Message, Does.Contain("0.99"));
    }

    [Test]
    public void Solve_WideGap_LeastCostAndRelaxedBudgetAreExactAllTheSame([Values(0, 1, 2)] int seed)
    {
        var basis = RandomProblem.Rich(30, 3, seed);
        var problem = new AssignmentProblem(basis.Cost, basis.Quality)
        {
            Objective = basis.Objective,
            QualityWeight = basis.QualityWeight,
            QualityFloor = basis.QualityFloor,
            Budget = 1e-6,
            WorkloadLimits = basis.WorkloadLimits,
            Groups = basis.Groups,
            WhenInfeasible = InfeasiblePolicy.RelaxBudget,
        };

        var exact = Solve(problem);
        var wide = new MipOptimizer(new MipOptimizerOptions { RelativeGap = 0.3 }).Solve(problem);

        Assert.That(wide.Infeasibility!.LeastCost, Is.EqualTo(exact.Infeasibility!.LeastCost).Within(1e-4).Percent);
        Assert.That(wide.Cost, Is.EqualTo(exact.Cost).Within(1e-4).Percent);
    }

    [Test]
    public void Solve_TimeIsUpBeforeTheUnservedAreCounted_CountsNoneOfThoseWithoutEndpoint()
    {
        var problem = new AssignmentProblem(new QueryEndpointMatrix([1, 1], 1), new QueryEndpointMatrix([1, 1], 1))
        {
            Tokens = new QueryEndpointMatrix([1, 1], 1),
            TokenLimits = [5],
            Eligible = new[] { true, false },
        };

        var reason = new MipOptimizer(new MipOptimizerOptions { TimeLimit = TimeSpan.FromTicks(1) }).Solve(problem).Infeasibility!;

        Assert.That(reason.QueriesWithoutEndpoint, Is.EqualTo(new[] { 1 }));
        Assert.That(reason.UnservedQueries, Is.Zero);
    }

    [Test]
    public void Solve_DeferUnderAFloorOfNextToNothing_LeavesOutThoseOfNoQuality([Values] MipSolver solver, [Values(1e-6, 1e-15, 1e-300)] double floor)
    {
        var problem = new AssignmentProblem(new QueryEndpointMatrix([1, 1, 1], 1), new QueryEndpointMatrix([0, 0.5, 0], 1))
        {
            QualityFloor = floor,
            Groups = [new QueryGroup("worthless", [0]) { QualityFloor = floor }],
            WhenInfeasible = InfeasiblePolicy.Defer,
        };

        var assignment = new MipOptimizer(new MipOptimizerOptions { Solver = solver }).Solve(problem);

        Assert.That(assignment.Status, Is.EqualTo(AssignmentStatus.Optimal));
        Assert.That(assignment.EndpointOf, Is.EqualTo(new[] { Assignment.Unassigned, 0, 0 }));
    }

    /// <summary>Qualities 0.6 and 0.6 for query 0, 0.4 and 0.9 for query 1.</summary>
    private static AssignmentProblem Problem(
        double? floor = null, double? budget = null, int?[]? slots = null, bool[]? eligible = null, InfeasiblePolicy policy = InfeasiblePolicy.Report) =>
        new(new QueryEndpointMatrix([1, 4, 1, 4], 2), new QueryEndpointMatrix([0.6, 0.6, 0.4, 0.9], 2))
        {
            QualityFloor = floor,
            Budget = budget,
            WorkloadLimits = slots,
            Eligible = eligible,
            WhenInfeasible = policy,
        };

    private static Assignment Solve(AssignmentProblem problem) => new MipOptimizer().Solve(problem);
}
