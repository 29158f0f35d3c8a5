namespace Eccos.Optimization.Tests;

/// <summary>Every kind of bad or impossible input, with every engine: wrong values are refused by name, what cannot be had is a result with its reason.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class BadInputTests
{
    private static readonly double[] _cost = [1, 4, 2, 4, 1, 8];
    private static readonly double[] _quality = [0.4, 0.9, 0.5, 0.8, 0.3, 0.7];

    public enum Engine
    {
        Mip,
        Lagrangian,
        Dual,
        Automatic,
    }

    [TestCase(double.NaN, 0.5, "cost of query 1 on endpoint 0 is NaN")]
    [TestCase(double.PositiveInfinity, 0.5, "cost of query 1 on endpoint 0 is Infinity")]
    [TestCase(double.NegativeInfinity, 0.5, "cost of query 1 on endpoint 0 is -Infinity")]
    [TestCase(-1e-12, 0.5, "cost of query 1 on endpoint 0 is -1E-12")]
    [TestCase(1, double.NaN, "quality of query 1 on endpoint 0 is NaN")]
    [TestCase(1, double.PositiveInfinity, "quality of query 1 on endpoint 0 is Infinity")]
    [TestCase(1, -1e-12, "quality of query 1 on endpoint 0 is -1E-12")]
    [TestCase(1, 1.0000001, "quality of query 1 on endpoint 0 is 1.0000001")]
    public void State_EntryOutOfRange_IsRefusedWithItsPlace(double cost, double quality, string message)
    {
        Assert.That(() => Problem(With(_cost, 2, cost), With(_quality, 2, quality)), Throws.ArgumentException.With.Message.Contains(message));
        Assert.That(() => Choose([3, cost], [0.5, quality]), Throws.ArgumentException.With.Message.Contains(message.Replace("query 1 on endpoint 0", "endpoint 1", StringComparison.Ordinal)));
    }

    [Test]
    public void State_LimitOutOfRange_IsRefusedWithItsValue()
    {
        Assert.Multiple(() =>
        {
            Refused(() => Problem() with { WorkloadLimits = [1, -1] }, "-1");
            Refused(() => Problem() with { TokenLimits = [double.NaN, 1] }, "NaN");
            Refused(() => Problem() with { TokenLimits = [1, -5] }, "-5");
            Refused(() => Problem() with { QualityFloor = 1.1 }, "1.1");
            Refused(() => Problem() with { QualityFloor = double.NaN }, "NaN");
            Refused(() => Problem() with { Budget = -1 }, "-1");
            Refused(() => Problem() with { Budget = double.PositiveInfinity }, "Infinity");
            Refused(() => Problem() with { MinimumShares = [-0.1, null] }, "-0.1");
            Refused(() => Problem() with { MaximumShares = [null, 1.5] }, "1.5");
            Refused(() => Problem() with { QualityWeight = double.NaN }, "NaN");
            Refused(() => Problem() with { Groups = [new QueryGroup("g", [3])] }, "3");
            Refused(() => Problem() with { Groups = [new QueryGroup("g", [0]) { Budget = -2 }] }, "-2");
        });

        static void Refused(Func<Limits> state, string value) =>
            Assert.That(() => state().ToProblem(), Throws.InstanceOf<ArgumentException>().With.Message.Contains(value));
    }

    [Test]
    public void Solve_NoQueries_IsOptimalAndEmpty([Values] Engine engine)
    {
        var actual = Solve(engine, Problem([], []) with { QualityFloor = 0.9, Budget = 0, WorkloadLimits = [0, 0] });
        Assert.That((actual.Status, actual.Cost, actual.EndpointOf.Count, actual.Infeasibility), Is.EqualTo((AssignmentStatus.Optimal, 0.0, 0, (Infeasibility?)null)));
    }

    [Test]
    public void Solve_OneEndpoint_ServesEverything([Values] Engine engine)
    {
        var actual = Solve(engine, new Limits([1, 2, 3], [0.5, 0.6, 0.7], 1) { QualityFloor = 0.6, Budget = 6, WorkloadLimits = [3] });
        Assert.That((actual.Status, actual.Cost), Is.EqualTo((AssignmentStatus.Optimal, 6.0)));
        Assert.That(actual.EndpointOf, Is.EqualTo(new[] { 0, 0, 0 }));
    }

    [Test]
    public void Solve_AllLimitsZero_CountsEveryQueryAsUnserved([Values] Engine engine)
    {
        var actual = Solve(engine, Problem() with { WorkloadLimits = [0, 0] });
        Assert.That((actual.Status, actual.Infeasibility!.UnservedQueries), Is.EqualTo((AssignmentStatus.Infeasible, 3)));
        Assert.That(actual.Infeasibility.Conflict.Select(limit => limit.Kind), Is.EqualTo(new[] { LimitKind.Workload, LimitKind.Workload }));
        Assert.That(actual.EndpointOf, Is.All.EqualTo(Assignment.Unassigned));
    }

    [Test]
    public void Solve_FloorOutOfReach_TellsWhatCanBeReached([Values] Engine engine)
    {
        var actual = Solve(engine, Problem() with { QualityFloor = 0.95 });
        Assert.That(actual.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(actual.Infeasibility!.HighestQuality, Is.EqualTo(0.8).Within(1e-6));
        Assert.That(actual.Infeasibility.Conflict.Select(limit => (limit.Kind, limit.Limit)), Is.EqualTo(new[] { (LimitKind.QualityFloor, 0.95) }));
        Assert.That(actual.Infeasibility.Conflict[0].Reachable, Is.EqualTo(0.8).Within(1e-6));
    }

    [Test]
    public void Solve_BudgetBelowTheCheapest_TellsWhatThatCosts([Values] Engine engine)
    {
        var actual = Solve(engine, Problem() with { Budget = 3.9 });
        Assert.That(actual.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(actual.Infeasibility!.LeastCost, Is.EqualTo(4).Within(1e-4).Percent);
        Assert.That(actual.Infeasibility.Conflict.Select(limit => (limit.Kind, limit.Limit)), Is.EqualTo(new[] { (LimitKind.Budget, 3.9) }));
        Assert.That(actual.Infeasibility.Conflict[0].Reachable, Is.EqualTo(4).Within(1e-4).Percent);
    }

    [Test]
    public void Solve_QueryWithoutEndpoint_IsNamed([Values] Engine engine)
    {
        var actual = Solve(engine, Problem() with { Eligible = [true, true, false, false, true, true] });
        Assert.That(actual.Status, Is.EqualTo(AssignmentStatus.Infeasible));
        Assert.That(actual.Infeasibility!.QueriesWithoutEndpoint, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void Choose_Impossible_IsTheNearestAndSaysSo()
    {
        var floor = Choose([1, 4], [0.4, 0.6], floor: 0.99, new OnlineStanding(1000, 0.99, 50, 0, 0));
        Assert.That((floor.Endpoint, floor.KeepsLimits), Is.EqualTo((1, false)), "the better one, beneath the floor");

        var none = Choose([1, 4], [0.4, 0.6], eligible: [false, false]);
        Assert.That((none.Endpoint, none.KeepsLimits), Is.EqualTo((Assignment.Unassigned, false)));

        var only = Choose([3], [0.9], floor: 0.5);
        Assert.That((only.Endpoint, only.KeepsLimits), Is.EqualTo((0, true)));
    }

    private static OnlineChoice Choose(double[] cost, double[] quality, double floor = 0.5, OnlineStanding? standing = null, bool[]? eligible = null)
    {
        var marks = eligible ?? [.. cost.Select(_ => true)];
        using var assignment = new PriceDirectedOptimizer().Start(new SchedulingGoal { QualityFloor = floor }, cost.Length);
        return assignment.Choose(new OnlineQuery(cost, quality, marks), marks, standing ?? new OnlineStanding(0, floor, 0, 0, 0));
    }

    private static Assignment Solve(Engine engine, Limits limits)
    {
        IOptimizer optimizer = engine switch
        {
            Engine.Mip => new MipOptimizer(),
            Engine.Lagrangian => new LagrangianOptimizer(),
            Engine.Dual => new DualGuidedOptimizer(),
            _ => new AutomaticOptimizer(),
        };
        return optimizer.Solve(limits.ToProblem());
    }

    private static Limits Problem() => new(_cost, _quality, 2);

    private static Limits Problem(double[] cost, double[] quality)
    {
        var limits = new Limits(cost, quality, 2);
        _ = limits.ToProblem();
        return limits;
    }

    private static double[] With(double[] values, int place, double value) => [.. values.Select((other, k) => k == place ? value : other)];

    /// <summary>What a problem is stated with.</summary>
    private sealed record Limits(double[] Cost, double[] Quality, int Endpoints)
    {
        public double? QualityFloor { get; init; }

        public double? Budget { get; init; }

        public double QualityWeight { get; init; }

        public IReadOnlyList<int?>? WorkloadLimits { get; init; }

        public IReadOnlyList<double?>? TokenLimits { get; init; }

        public IReadOnlyList<double?>? MinimumShares { get; init; }

        public IReadOnlyList<double?>? MaximumShares { get; init; }

        public IReadOnlyList<QueryGroup> Groups { get; init; } = [];

        public bool[] Eligible { get; init; } = [];

        public AssignmentProblem ToProblem() => new(new QueryEndpointMatrix(Cost, Endpoints), new QueryEndpointMatrix(Quality, Endpoints))
        {
            QualityFloor = QualityFloor,
            Budget = Budget,
            QualityWeight = QualityWeight,
            WorkloadLimits = WorkloadLimits,
            TokenLimits = TokenLimits,
            MinimumShares = MinimumShares,
            MaximumShares = MaximumShares,
            Groups = Groups,
            Eligible = Eligible,
        };
    }
}
