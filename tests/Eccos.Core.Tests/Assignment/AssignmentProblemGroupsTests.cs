namespace Eccos.Core.Tests.Assignments;

internal sealed class AssignmentProblemGroupsTests
{
    private static readonly QueryEndpointMatrix _values = new([0, 0, 0, 0, 0, 0], 3);

    [Test]
    public void Groups_SeveralBreaches_ListsAllWithTheirValues()
    {
        var error = Assert.Throws<ArgumentException>(() => _ = new AssignmentProblem(_values, _values)
        {
            Groups =
            [
                new QueryGroup("a", [0, 2]) { QualityFloor = 1.5, Budget = -1 },
                new QueryGroup("a", [0]),
                new QueryGroup("b", [1, 1]) { Budget = double.NaN },
                new QueryGroup(" ", []),
            ],
        });

        Assert.Multiple(() =>
        {
            Assert.That(error.ParamName, Is.EqualTo("Groups"));
            Assert.That(error.Message, Does.Contain("Group 'a': QualityFloor is 1.5"));
            Assert.That(error.Message, Does.Contain("Group 'a': Budget is -1"));
            Assert.That(error.Message, Does.Contain("Group 'a' holds query 2; there are 2, from 0."));
            Assert.That(error.Message, Does.Contain("Group 'a' stands twice"));
            Assert.That(error.Message, Does.Contain("Group 'b': Budget is NaN"));
            Assert.That(error.Message, Does.Contain("Group 'b' holds query 1 twice."));
            Assert.That(error.Message, Does.Contain("lacks a name"));
        });
    }

    [Test]
    public void Groups_ListChangedAfterwards_HasNoEffect()
    {
        var queries = new List<int> { 1, 0 };
        var problem = new AssignmentProblem(_values, _values) { Groups = [new QueryGroup("a", queries)] };
        queries.Clear();
        Assert.That(problem.Groups[0].Queries, Is.EqualTo(new[] { 0, 1 }));
    }

    [TestCase(-0.1)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void Shares_OutOfRange_Throws(double share)
    {
        Assert.That(() => new AssignmentProblem(_values, _values) { MinimumShares = [null, share, null] }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("endpoint 1"));
        Assert.That(() => new AssignmentProblem(_values, _values) { MaximumShares = [null, share, null] }, Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("endpoint 1"));
    }

    [Test]
    public void Shares_WrongNumber_Throws() =>
        Assert.That(() => new AssignmentProblem(_values, _values) { MinimumShares = [0.5] }, Throws.ArgumentException.With.Message.Contains("1 entries; there are 3 endpoints"));

    [TestCase(-1)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void QualityWeight_OutOfRange_Throws(double weight) =>
        Assert.That(() => new AssignmentProblem(_values, _values) { QualityWeight = weight }, Throws.InstanceOf<ArgumentOutOfRangeException>());
}
