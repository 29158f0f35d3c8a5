namespace Eccos.QAServe.Tests;

public sealed class PredictionScorerTests
{
    [Test]
    public void Bins_OfPairs_HoldTheirMeansAndGiveTheCalibrationError()
    {
        var random = new Random(1);
        var scorer = new PredictionScorer();
        (double Q, double Y)[] pairs = [.. Enumerable.Range(0, 500).Select(_ => (random.NextDouble(), (double)random.Next(2)))];
        foreach (var (q, y) in pairs)
            scorer.Add("a", q, y);

        Assert.That(scorer.Bins, Has.Count.EqualTo(15));
        foreach (var bin in scorer.Bins)
        {
            var inside = pairs.Where(pair => pair.Q >= bin.Lower && pair.Q < bin.Upper).ToArray();
            Assert.That(bin.Pairs, Is.EqualTo(inside.Length));
            Assert.That(bin.MeanPredicted, Is.EqualTo(inside.Average(pair => pair.Q)).Within(1e-9));
            Assert.That(bin.MeanObserved, Is.EqualTo(inside.Average(pair => pair.Y)).Within(1e-9));
        }

        Assert.That(scorer.Score().Ece, Is.EqualTo(scorer.Bins.Sum(bin => bin.Pairs * Math.Abs(bin.MeanPredicted!.Value - bin.MeanObserved!.Value)) / 500).Within(1e-9));
        Assert.That(scorer.Score().Brier, Is.EqualTo(pairs.Average(pair => (pair.Q - pair.Y) * (pair.Q - pair.Y))).Within(1e-9));
    }

    [Test]
    public void Bins_WithoutPairs_HaveNoMeans() =>
        Assert.That(new PredictionScorer().Bins.Select(bin => (bin.Pairs, bin.MeanPredicted, bin.MeanObserved)), Is.All.EqualTo((0, (double?)null, (double?)null)));
}
