namespace Eccos.Predictors.Tests;

public sealed class RepresentativeProbesTests
{
    private const int Queries = 300;
    private readonly CapabilityModel _model = new SimulatedWorld(8, Queries, seed: 5).Without(0).History.State.Capability;
    private readonly int[] _all = [.. Enumerable.Range(0, Queries)];

    [TestCase(16)]
    [TestCase(32)]
    [TestCase(64)]
    public void Select_AnyNumber_IsSpreadAsTheHistoryIsInEasinessAndInDifficulty(int count)
    {
        var probes = RepresentativeProbes.Select(_model, _all, count);

        Assert.That(probes.Distinct().Count(), Is.EqualTo(count));
        foreach (var of in (Func<int, double>[])[i => _model.Features[i][1], i => _model.Difficulty.Mean(_model.Difficulties[i])])
            Assert.That(Gap(of, probes), Is.LessThan(Enumerable.Range(0, 50).Average(draw => Gap(of, Drawn(count, draw)))));
    }

    [Test]
    public void Select_More_StartsWithThoseThatFewerWouldBe() =>
        Assert.That(RepresentativeProbes.Select(_model, _all, 40).Take(16), Is.EqualTo(RepresentativeProbes.Select(_model, _all, 16)));

    [Test]
    public void Select_MoreThanThereAre_TakesEachOnce() =>
        Assert.That(RepresentativeProbes.Select(_model, [3, 5, 7], 10), Is.EquivalentTo(new[] { 3, 5, 7 }));

    private int[] Drawn(int count, int draw)
    {
        var rows = _all.ToArray();
        new Random(draw).Shuffle(rows);
        return rows[..count];
    }

    /// <summary>The greatest difference between the distribution functions of the probes and of the history (Kolmogorov).</summary>
    private double Gap(Func<int, double> of, IReadOnlyList<int> probes) =>
        _all.Max(at => Math.Abs(_all.Average(i => of(i) <= of(at) ? 1.0 : 0) - probes.Average(i => of(i) <= of(at) ? 1.0 : 0)));
}
