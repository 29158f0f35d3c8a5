namespace Eccos.Core.Tests.Assignments;

public sealed class AssignmentProblemTests
{
    private static readonly QueryEndpointMatrix _cost = new([1, 2, 3, 0, 5, 6], 3);
    private static readonly QueryEndpointMatrix _quality = new([0, 1, 0.5, 0.5, 0.5, 0.5], 3);

    [Test]
    public void Constructor_GoodMatrices_HasNoLimits()
    {
        var problem = new AssignmentProblem(_cost, _quality);

        Assert.That((problem.QueryCount, problem.EndpointCount, problem.Objective, problem.WhenInfeasible), Is.EqualTo((2, 3, Objective.LeastCost, InfeasiblePolicy.Report)));
        Assert.That((problem.QualityFloor, problem.Budget), Is.EqualTo(((double?)null, (double?)null)));
        Assert.That(problem.WorkloadLimits, Is.Null);
        Assert.That(problem.TokenLimits, Is.Null);
        Assert.That(problem.IsEligible(1, 2), Is.True);
    }

    [TestCase(double.NaN, "NaN")]
    [TestCase(-1, "-1")]
    [TestCase(double.PositiveInfinity, "Infinity")]
    public void Constructor_CostOutOfRange_NamesPlaceAndValue(double value, string text) => Assert.That(
        () => new AssignmentProblem(new([0, 0, 0, 0, value, 0], 3), _quality),
        Throws.ArgumentException.With.Message.Contains($"cost of query 1 on endpoint 1 is {text}; it must be finite and at least 0"));

    [TestCase(double.NaN)]
    [TestCase(-0.1)]
    [TestCase(1.1)]
    [TestCase(double.PositiveInfinity)]
    public void Constructor_QualityOutOfRange_NamesPlace(double value) => Assert.That(
        () => new AssignmentProblem(_cost, new([0, 0, 0, 0, value, 0], 3)),
        Throws.ArgumentException.With.Message.Contains("quality of query 1 on endpoint 1 is"));

    [TestCase(4, 2)]
    [TestCase(3, 3)]
    [TestCase(6, 2)]
    public void Constructor_ShapesDiffer_NamesBoth(int values, int endpoints) => Assert.That(
        () => new AssignmentProblem(_cost, new(new double[values], endpoints)),
        Throws.ArgumentException.With.Message.Contains($"quality is {values / endpoints} x {endpoints}; it must be 2 queries x 3 endpoints"));

    [TestCase(double.NaN)]
    [TestCase(-0.001)]
    [TestCase(1.001)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void QualityFloor_OutOfRange_Throws(double floor) => Refused(nameof(AssignmentProblem.QualityFloor), () => new(_cost, _quality) { QualityFloor = floor });

    [TestCase(double.NaN)]
    [TestCase(-0.001)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NegativeInfinity)]
    public void Budget_OutOfRange_Throws(double budget) => Refused(nameof(AssignmentProblem.Budget), () => new(_cost, _quality) { Budget = budget });

    [Test]
    public void WorkloadLimits_NegativeOrWrongNumber_Throws()
    {
        Refused(nameof(AssignmentProblem.WorkloadLimits), () => new(_cost, _quality) { WorkloadLimits = [null, 0, -1] });
        Refused(nameof(AssignmentProblem.WorkloadLimits), () => new(_cost, _quality) { WorkloadLimits = [1, 1] });
        Refused(nameof(AssignmentProblem.WorkloadLimits), () => new(_cost, _quality) { WorkloadLimits = [] });
    }

    [TestCase(double.NaN)]
    [TestCase(-1)]
    [TestCase(double.PositiveInfinity)]
    public void TokenLimits_OutOfRange_Throws(double limit) =>
        Refused(nameof(AssignmentProblem.TokenLimits), () => new(_cost, _quality) { Tokens = _cost, TokenLimits = [null, 0, limit] });

    [Test]
    public void TokenLimits_WrongNumber_Throws() => Refused(nameof(AssignmentProblem.TokenLimits), () => new(_cost, _quality) { Tokens = _cost, TokenLimits = [1] });

    [Test]
    public void TokenLimits_WithoutTokens_CannotBeRead()
    {
        var problem = new AssignmentProblem(_cost, _quality) { TokenLimits = [1, 1, null] };

        Assert.That(() => problem.TokenLimits, Throws.InvalidOperationException.With.Message.Contains("Tokens"));
        Assert.That(new AssignmentProblem(_cost, _quality) { TokenLimits = [1, 1, null], Tokens = _cost }.TokenLimits, Is.EqualTo(new double?[] { 1, 1, null }));
    }

    [TestCase(double.NaN)]
    [TestCase(-1)]
    [TestCase(double.PositiveInfinity)]
    public void Tokens_OutOfRange_Throws(double tokens) =>
        Refused(nameof(AssignmentProblem.Tokens), () => new(_cost, _quality) { Tokens = new([0, 0, 0, 0, 0, tokens], 3) });

    [Test]
    public void Tokens_WrongShape_Throws() => Refused(nameof(AssignmentProblem.Tokens), () => new(_cost, _quality) { Tokens = new(new double[3], 3) });

    [TestCase(1)]
    [TestCase(5)]
    [TestCase(7)]
    public void Eligible_WrongNumber_Throws(int entries) => Refused(nameof(AssignmentProblem.Eligible), () => new(_cost, _quality) { Eligible = new bool[entries] });

    [Test]
    public void Enumerations_UnnamedValue_Throws()
    {
        Refused(nameof(AssignmentProblem.Objective), () => new(_cost, _quality) { Objective = (Objective)3 });
        Refused(nameof(AssignmentProblem.WhenInfeasible), () => new(_cost, _quality) { WhenInfeasible = (InfeasiblePolicy)(-1) });
    }

    [Test]
    public void Limits_AtTheEndsOfTheirRanges_AreTaken()
    {
        var problem = new AssignmentProblem(_cost, _quality)
        {
            QualityFloor = 1,
            Budget = 0,
            WorkloadLimits = [0, null, int.MaxValue],
            Tokens = _cost,
            TokenLimits = [0, null, 1e18],
            Eligible = new[] { true, false, true, false, true, false },
        };

        Assert.That((problem.QualityFloor, problem.Budget), Is.EqualTo((1.0, 0.0)));
        Assert.That(problem.WorkloadLimits, Is.EqualTo(new int?[] { 0, null, int.MaxValue }));
        Assert.That((problem.IsEligible(0, 1), problem.IsEligible(1, 0), problem.IsEligible(1, 1)), Is.EqualTo((false, false, true)));
        Assert.That(new AssignmentProblem(_cost, _quality) { QualityFloor = 0 }.QualityFloor, Is.Zero);
    }

    [Test]
    public void Limits_SourceChangesLater_KeepTheProblem()
    {
        var limits = new int?[] { 1, 1, 1 };
        var eligible = new[] { true, true, true, true, true, true };
        var problem = new AssignmentProblem(_cost, _quality) { WorkloadLimits = limits, Eligible = eligible };

        limits[0] = 7;
        eligible[0] = false;

        Assert.That((problem.WorkloadLimits![0], problem.IsEligible(0, 0)), Is.EqualTo(((int?)1, true)));
    }

    [TestCase(-1, 0)]
    [TestCase(2, 0)]
    [TestCase(0, -1)]
    [TestCase(0, 3)]
    public void IsEligible_OutOfRange_Throws(int query, int endpoint)
    {
        Assert.That(() => new AssignmentProblem(_cost, _quality).IsEligible(query, endpoint), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new AssignmentProblem(_cost, _quality) { Eligible = new bool[6] }.IsEligible(query, endpoint), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Constructor_NoQueries_IsAProblem()
    {
        var empty = new QueryEndpointMatrix([], 3);

        Assert.That(new AssignmentProblem(empty, empty) { QualityFloor = 0.5, WorkloadLimits = [1, 1, 1], Eligible = Array.Empty<bool>() }.QueryCount, Is.Zero);
    }

    private static void Refused(string name, Func<AssignmentProblem> make) =>
        Assert.That(() => make(), Throws.InstanceOf<ArgumentException>().With.Property(nameof(ArgumentException.ParamName)).EqualTo(name));
}
