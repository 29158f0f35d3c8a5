namespace Eccos.Core.Tests.Decisions;

public sealed class ReducedCostsTests
{
    private static readonly AssignmentProblem _problem = With(Objective.LeastCost);

    private static readonly ShadowPrice[] _prices =
    [
        new(LimitKind.QualityFloor, null, 4),
        new(LimitKind.QualityFloor, null, 3) { Group = "g" },
        new(LimitKind.Budget, null, 0.5),
        new(LimitKind.Budget, null, 0.25) { Group = "g" },
        new(LimitKind.Workload, 1, 0.1),
        new(LimitKind.Tokens, 1, 0.001),
        new(LimitKind.MaximumShare, 0, 0.4),
        new(LimitKind.MinimumShare, 1, 0.2),
    ];

    [Test]
    public void At_LeastCost_IsTheFormula()
    {
        var reduced = ReducedCosts.At(_problem, _prices)!;

        Assert.That(reduced[0, 0], Is.EqualTo((1.5 * 1) - (4 / 2.0 * 0.5) + (0.4 / 2)).Within(1e-12));
        Assert.That(reduced[1, 1], Is.EqualTo((1.75 * 4) - ((2 + 3) * 0.8) + 0.1 - 0.1 + 0.4).Within(1e-12));
    }

    [Test]
    public void At_WeightedSum_SubtractsTheWorthOfCorrectAnswers()
    {
        var weighted = ReducedCosts.At(With(Objective.WeightedSum), _prices)!;
        var least = ReducedCosts.At(_problem, _prices)!;

        Assert.That(weighted[1, 0], Is.EqualTo(least[1, 0] - (10 * 0.7)).Within(1e-12));
    }

    [Test]
    public void At_BestQuality_IsInSuccessOfOneQuery()
    {
        var reduced = ReducedCosts.At(With(Objective.BestQuality), _prices)!;

        Assert.That(reduced[0, 1], Is.EqualTo(2 * ((0.5 * 2) - ((0.5 + 2) * 0.6) + 0.1 - 0.1 + (0.001 * 200))).Within(1e-12));
        Assert.That(reduced.WithoutWorkload(0, 1), Is.EqualTo(2 * ((0.5 * 2) - ((0.5 + 2) * 0.6))).Within(1e-12));
    }

    [Test]
    public void At_NoPrices_IsNothing() => Assert.That(ReducedCosts.At(_problem, []), Is.Null);

    private static AssignmentProblem With(Objective objective) => new(new QueryEndpointMatrix([1, 2, 3, 4], 2), new QueryEndpointMatrix([0.5, 0.6, 0.7, 0.8], 2))
    {
        Objective = objective,
        QualityWeight = 10,
        Tokens = new QueryEndpointMatrix([100, 200, 300, 400], 2),
        Groups = [new QueryGroup("g", [1])],
    };
}
