namespace Eccos.Predictors.Tests;

public sealed class StratifiedProbesTests
{
    private const int Queries = 300;
    private readonly CapabilityModel _model = new SimulatedWorld(8, Queries, seed: 5).Without(0).History.State.Capability;

    [TestCase(8)]
    [TestCase(16)]
    [TestCase(32)]
    public void Select_AnyNumber_TakesOneQueryOfEachStratumFromHardToEasy(int count)
    {
        int[] byEasiness = [.. Enumerable.Range(0, Queries).OrderBy(i => _model.Features[i][1])];

        var probes = StratifiedProbes.Select(_model, [.. Enumerable.Range(0, Queries)], count);

        // Strata hold about as much deviation each, so none has more than a few times its share of the queries.
        double[] places = [0, .. probes.Select(row => Array.IndexOf(byEasiness, row) / (double)Queries).Order(), 1];
        Assert.That(probes.Distinct().Count(), Is.EqualTo(count));
        Assert.That(places.Zip(places.Skip(1), (place, next) => next - place), Has.All.LessThan(Math.Max(3.0 / count, 0.1)));
    }

    [Test]
    public void Select_MoreThanThereAre_TakesEachOnce() =>
        Assert.That(StratifiedProbes.Select(_model, [3, 5, 7], 10), Is.EquivalentTo(new[] { 3, 5, 7 }));

    [Test]
    public void Choose_TooFewQueriesOrEndpointsToTell_IsStratified()
    {
        foreach (var (endpoints, queries) in ((int, int)[])[(3, 400), (6, 40)])
            Assert.That(new SimulatedWorld(endpoints, queries, seed: 1).Without(0).History.Design, Is.EqualTo(ProbeDesign.Stratified), $"{endpoints} endpoints, {queries} queries");
    }
}
