using Eccos.Experiments.Commands.Evaluate;
using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.Experiments.Commands.Evaluate.Policies;
using Eccos.Experiments.Pools;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Scheduling;
using Eccos.Observations;
using Eccos.Predictors;
using Eccos.QAServe;

namespace Eccos.Samples.Tests;

public sealed class RehearsalTests
{
    private static readonly List<QAServeRecord> _training = RecordGenerator.Create(80, seed: 1, "train");
    private static readonly ModelPool _pool = PoolReader.FromRecords(_training);

    private IReadOnlyList<RehearsedShare> _shares = [];

    [OneTimeSetUp]
    public async Task RehearseAsync() => _shares = await SharesAsync();

    [Test]
    public void Shares_CostsComeOutAsPredicted_LeavesWhatTheClaimAsksForInBatches()
    {
        Assert.That(
            _shares.Select(share => (share.Setting, share.Baseline)),
            Is.EquivalentTo(from setting in Enum.GetValues<RoutingSetting>() from name in PublishedBaselines.Names select (setting, name)));
        Assert.That(_shares.Select(share => share.Chance), Is.All.InRange(0, 1));
        Assert.That(
            _shares.Where(share => share is { Setting: RoutingSetting.Batch, Baseline: not PublishedBaselines.Neighbours }).Select(share => share.Share),
            Is.All.LessThan(1 + PaperClaim.Cost));
    }

    [Test]
    public async Task Shares_SameRecords_AreTheSame() => Assert.That(await SharesAsync(), Is.EqualTo(_shares));

    [Test]
    public async Task Shares_NothingPredictedOutOfFold_AreTheClaimsOwnLessAMargin()
    {
        var shares = await new Rehearsal(Settings(), _pool, _training, Encoder(), new TestForecast(Predicted(), Predicted().Costs(_pool), [], null)).SharesAsync(new Progress<double>(), default);

        Assert.That(shares, Has.Count.EqualTo(2 * PublishedBaselines.Names.Count));
        Assert.That(shares.Select(share => (share.Share, share.Chance)), Is.All.EqualTo((PaperClaim.ShareOfSpend, (double?)null)));
    }

    [Test]
    public async Task Shares_BaselinesThatAreFree_AreTheClaimsOwnLessAMargin()
    {
        var shares = await SharesAsync([.. _training.Select(record => record with { Outputs = [.. record.Outputs.Select(output => output with { CostUsd = 0 })] })]);

        Assert.That(shares.Select(share => (share.Share, share.Chance)), Is.All.EqualTo((PaperClaim.ShareOfSpend, (double?)null)));
    }

    private static Task<IReadOnlyList<RehearsedShare>> SharesAsync(List<QAServeRecord>? records = null)
    {
        var predicted = Predicted(records);
        return new Rehearsal(Settings(), _pool, records ?? _training, Encoder(), new TestForecast(predicted, predicted.Costs(_pool), [], predicted)).SharesAsync(new Progress<double>(), default);
    }

    private static HashedTextEncoder Encoder() => HashedTextEncoder.Fit([.. _training.Select(record => record.Query)]);

    /// <summary>Of each record about the means of its topic, and its own costs.</summary>
    private static PredictedQueries Predicted(List<QAServeRecord>? records = null)
    {
        var known = records ?? _training;
        var means = known.GroupBy(record => record.Source).ToDictionary(topic => topic.Key!, topic => _pool.Names.Select(name => topic.Average(record => Output(record, name).Correct)).ToArray());
        var random = new Random(3);
        var success = Matrix((record, j) => Math.Clamp(means[record.Source!][j] + (0.2 * (random.NextDouble() - 0.5)), 0, 1));
        return new PredictedQueries(
            [.. known.Select(record => record.ToQuery())],
            new Prediction(_pool.Names, success, Matrix((_, _) => 0.1)) { CostUsd = Matrix((record, j) => Output(record, _pool.Names[j]).CostUsd!.Value) });

        QueryEndpointMatrix Matrix(Func<QAServeRecord, int, double> value) =>
            new([.. known.SelectMany(record => Enumerable.Range(0, _pool.Count).Select(j => value(record, j)))], _pool.Count);

        static QAServeOutput Output(QAServeRecord record, string name) => record.Outputs.Single(output => output.Endpoint == name);
    }

    private static EvaluateSettings Settings() => new()
    {
        Source = new PredictorSource { Train = null, Models = null, Predictor = "knn", Model = null, NewEndpoint = null, Probes = 0, ProbeChoice = default, Seed = 1 },
        Test = new FileInfo("unread"),
        Optimizer = "dual",
        Capacity = CapacityRule.Parse("balanced:1.25"),
        Window = 20,
        Seeds = 1,
        Samples = 20,
        Speed = new EndpointSpeed(),
        Out = new DirectoryInfo("unwritten"),
    };
}
