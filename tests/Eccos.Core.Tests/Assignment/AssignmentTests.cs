namespace Eccos.Core.Tests.Assignments;

public sealed class AssignmentTests
{
    [TestCase(10, 9, 0.1)]
    [TestCase(9, 10, 0.1)]
    [TestCase(5, 5, 0)]
    [TestCase(0, 0, 0)]
    [TestCase(0, 2, 1)]
    [TestCase(2, 0, 1)]
    [TestCase(1e-9, 0.5e-9, 0.5)]
    public void Gap_ObjectiveAndBound_IsRelativeToTheLarger(double objective, double bound, double gap) =>
        Assert.That(Of(objective, bound).Gap, Is.EqualTo(gap).Within(1e-15));

    [TestCase(double.NaN, 1)]
    [TestCase(1, double.NaN)]
    [TestCase(0, double.NaN)]
    [TestCase(double.NaN, 0)]
    public void Gap_EitherUnknown_IsNaN(double objective, double bound) => Assert.That(Of(objective, bound).Gap, Is.NaN);

    [Test]
    public void Gap_ByDefault_IsNaN() => Assert.That(
        new Eccos.Assignment { Status = AssignmentStatus.Unknown, StopReason = StopReason.TimeLimit, EndpointOf = [] }.Gap,
        Is.NaN);

    [TestCase(AssignmentStatus.Optimal, true)]
    [TestCase(AssignmentStatus.Feasible, true)]
    [TestCase(AssignmentStatus.Infeasible, false)]
    [TestCase(AssignmentStatus.Unknown, false)]
    public void IsFound_Status_TellsWhetherThereIsAnAssignment(AssignmentStatus status, bool found) =>
        Assert.That((Of(1, 1) with { Status = status }).IsFound, Is.EqualTo(found));

    private static Eccos.Assignment Of(double objective, double bound) => new()
    {
        Status = AssignmentStatus.Feasible,
        StopReason = StopReason.TimeLimit,
        EndpointOf = [0],
        Objective = objective,
        Bound = bound,
    };
}
