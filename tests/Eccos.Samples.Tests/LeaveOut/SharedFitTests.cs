using Eccos.Experiments.Commands.LeaveOut;
using Eccos.Experiments.Predictors.NewEndpoints;
using Eccos.Observations;
using Eccos.Predictors;

namespace Eccos.Samples.Tests;

public sealed class SharedFitTests
{
    private static readonly string[] _endpoints = ["a", "b", "c", "d"];
    private static readonly string[] _words = ["sum", "capital", "river", "prime", "integral", "king", "atom", "verb", "loop", "planet", "novel"];
    private static readonly ModelPool _pool = new(_endpoints.Select(name => new Endpoint(name)));

    /// <summary>The last record tells of the endpoint d alone, so that without d it is gone.</summary>
    private static readonly QAServeRecord[] _records = [.. Enumerable.Range(0, 41).Select(i => new QAServeRecord
    {
        Id = $"q{i}",
        Query = string.Join(' ', Enumerable.Range(0, 4 + (i % 5)).Select(k => _words[((7 * i) + (k * k) + (i * k)) % _words.Length])),
        Outputs = [.. _endpoints.Index().Where(entry => i < 40 || entry.Item == "d").Select(entry => new QAServeOutput { Endpoint = entry.Item, Correct = (i * (entry.Index + 2)) % 5 < 2 ? 1 : 0 })],
    })];

    [TestCase("a")]
    [TestCase("d")]
    public async Task Without_NeighboursWeighedAsGiven_IsTheFitWithoutTheEndpointButForTheMeanOfAll(string name)
    {
        // With nothing left to choose, an endpoint stays in the mean of all alone, which counts one observation among 32.
        const double One = 0.1 / 32;
        var encoder = HashedTextEncoder.Fit([.. _records.Select(record => record.Query)]);
        var trainer = new KnnTrainer(new KnnOptions { Neighbours = 10, Shrinkage = 1, Temperature = 0.2, Encoder = encoder });
        var left = LeftOutEndpoint.Create(name, _pool, _records[..40], "--endpoint");
        Query[] queries = [new Query("1", "the sum of prime planets"), new Query("2", "capital river king")];
        var probes = left.Take(ProbeChoice.Random, 8, 1, null!);

        var shared = (await SharedFit.FitAsync(trainer, _pool, _records[..40], 1, new Progress<double>(), CancellationToken.None)).Without(left);
        var own = await ExtensiblePredictor.FitAsync(trainer, TrainingSet.Create(left.Known, left.History), left.Known, new NewEndpointOptions { Seed = 1 });

        Assert.That(shared.Endpoints, Is.EqualTo(own.Endpoints));
        var (one, other) = (await shared.WithEndpoint(left.Endpoint, probes).PredictAsync(queries), await own.WithEndpoint(left.Endpoint, probes).PredictAsync(queries));
        Assert.That(one.Success.Values.ToArray(), Is.EqualTo(other.Success.Values.ToArray()).Within(One));
        Assert.That(one.StandardError.Values.ToArray(), Is.EqualTo(other.StandardError.Values.ToArray()).Within(One));
    }

    [Test]
    public async Task Without_RecordOfTheEndpointAlone_IsLeftOutToo()
    {
        var shared = await SharedFit.FitAsync(new KnnTrainer(), _pool, _records, 1, new Progress<double>(), CancellationToken.None);

        Assert.That(shared.Without(LeftOutEndpoint.Create("d", _pool, _records, "--endpoint")).SelectProbes(100), Has.Count.EqualTo(40));
        Assert.That(shared.Without(LeftOutEndpoint.Create("a", _pool, _records, "--endpoint")).SelectProbes(100), Has.Count.EqualTo(41));
    }
}
