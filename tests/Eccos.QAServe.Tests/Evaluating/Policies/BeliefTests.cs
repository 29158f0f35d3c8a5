using Eccos.Observations;

namespace Eccos.QAServe.Tests;

public sealed class BeliefTests
{
    [Test]
    public async Task NeighbourThreshold_RandomTexts_AgreesWithSortingAllCosines([Values(1, 3, 16)] int k)
    {
        var random = new Random(k);
        var records = Enumerable.Range(0, 60).Select(i => Records.Record($"t{i}", Text(random), ("a", random.Next(2), 1), ("b", random.Next(2), 2), ("c", random.Next(2), 3))).ToArray();
        var training = TrainingSet.Create(Records.Pool("a", "b", "c"), records);
        Query[] queries = [.. Enumerable.Range(0, 30).Select(i => new Query($"q{i}", Text(random)))];
        var batch = new RoutingBatch(queries, new(new double[90], 3), new([.. Enumerable.Repeat(new[] { 1.0, 2, 3 }, 30).SelectMany(row => row)], 3), new int?[3]);

        var policy = await RoutingPolicies.NeighbourThresholdAsync(training, new LetterEncoder(), k);
        var chosen = await policy.ChooseAsync(batch);

        Assert.That(policy.Name, Is.EqualTo($"{k}-neighbour threshold"));
        for (var i = 0; i < queries.Length; i++)
        {
            var nearest = records.Index().OrderByDescending(entry => Cosine(queries[i].Text, entry.Item.Query)).Take(k).Select(entry => entry.Item).ToArray();
            double[] means = [.. Enumerable.Range(0, 3).Select(j => nearest.Average(record => record.Outputs[j].Correct))];
            var expected = Array.FindIndex(means, mean => mean >= 0.7) is >= 0 and var cheap ? cheap : Array.IndexOf(means, means.Max());
            Assert.That(chosen[i], Is.EqualTo(expected), queries[i].Text);
        }
    }

    [Test]
    public async Task NeighbourThreshold_EndpointThatNoNeighbourWasAsked_CountsAsItsMean()
    {
        QAServeRecord[] records = [Records.Record("t0", "aaa", ("a", 0.2, 1)), Records.Record("t1", "zzz", ("a", 1, 1), ("b", 0.9, 1))];
        var policy = await RoutingPolicies.NeighbourThresholdAsync(TrainingSet.Create(Records.Pool("a", "b"), records), new LetterEncoder(), neighbours: 1);
        Assert.That(await policy.ChooseAsync(new RoutingBatch([new Query("q", "aa")], new(new double[2], 2), new([1, 2], 2), new int?[2])), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task ClusterMeans_TwoKindsOfText_TakesTheBestEndpointOfEach()
    {
        var random = new Random(1);
        QAServeRecord[] records =
        [
            .. Enumerable.Range(0, 40).Select(i => Records.Record($"t{i}", i % 2 == 0 ? $"aab{Text(random)[..1]}" : $"xyy{Text(random)[..1]}", ("a", i % 2, 1), ("b", 1 - (i % 2), 1))),
        ];
        var policy = await RoutingPolicies.ClusterMeansAsync(TrainingSet.Create(Records.Pool("a", "b"), records), new LetterEncoder(), clusters: 2);
        var batch = new RoutingBatch([new Query("q0", "aabb"), new Query("q1", "xxy")], new(new double[4], 2), new([1, 1, 1, 1], 2), new int?[2]);
        Assert.That(await policy.ChooseAsync(batch), Is.EqualTo(new[] { 1, 0 }));
    }

    [Test]
    public async Task KMeans_AfterFit_EveryVectorLiesWithItsNearestCentreWhichIsItsMembersMean([Values(1, 4, 9)] int k)
    {
        var random = new Random(k);
        var features = await TextFeatures.EncodeAsync(new LetterEncoder(), [.. Enumerable.Range(0, 80).Select(_ => Text(random))], default);
        var clusters = KMeans.Fit(features, k, seed: 1, default);
        Assert.That(clusters.Count, Is.EqualTo(k));
        var centres = Enumerable.Range(0, k).Select(c => clusters.Assigned.Index().Where(entry => entry.Item == c).Select(entry => features[entry.Index].ToArray()).ToArray())
            .Select(members => Enumerable.Range(0, 26).Select(d => members.Average(vector => vector[d])).ToArray()).ToArray();
        for (var i = 0; i < features.Count; i++)
        {
            var vector = features[i].ToArray();
            var distance = centres.Select(centre => centre.Zip(vector, (a, b) => (a - b) * (a - b)).Sum()).ToArray();
            Assert.That(distance[clusters.Assigned[i]], Is.EqualTo(distance.Min()).Within(1e-5));
            Assert.That(clusters.Nearest(vector), Is.EqualTo(clusters.Assigned[i]));
        }
    }

    [Test]
    public async Task KMeans_FewerDistinctVectorsThanCentres_MakesOneOfEach()
    {
        var features = await TextFeatures.EncodeAsync(new LetterEncoder(), ["aa", "a", "b", "bbb", "a"], default);
        var clusters = KMeans.Fit(features, 16, seed: 1, default);
        Assert.That(clusters.Count, Is.EqualTo(2));
        Assert.That(clusters.Assigned[0], Is.EqualTo(clusters.Assigned[1]).And.EqualTo(clusters.Assigned[4]));
        Assert.That(clusters.Assigned[2], Is.EqualTo(clusters.Assigned[3]).And.Not.EqualTo(clusters.Assigned[0]));
    }

    private static string Text(Random random) => new([.. Enumerable.Range(0, 12).Select(_ => (char)('a' + random.Next(26)))]);

    private static double Cosine(string a, string b)
    {
        double dot = 0, aa = 0, bb = 0;
        for (var letter = 'a'; letter <= 'z'; letter++)
        {
            double x = LetterEncoder.Weight(letter) * a.Count(c => c == letter), y = LetterEncoder.Weight(letter) * b.Count(c => c == letter);
            (dot, aa, bb) = (dot + (x * y), aa + (x * x), bb + (y * y));
        }

        return dot / Math.Sqrt(aa * bb);
    }
}
