using Eccos.Observations;

namespace Eccos.Predictors.Tests;

public sealed class GrowingKnnTests
{
    private static readonly Query[] _queries = [new("1", "query 3 of 1"), new("2", "query 150 of 2"), new("3", "something else")];

    [Test]
    public async Task AddAsync_FewerThanMayBeAdded_PredictsLikeAllInOneMemory()
    {
        var (fitted, added) = (await FittedAsync(), Telling(90));
        using var growing = new GrowingPredictor(fitted, 100);

        foreach (var record in added)
            await growing.AddAsync([record]);

        await AssertSame(growing, await fitted.AddAsync(added));
        Assert.That(growing.AddedCount, Is.EqualTo(added.Count));
    }

    [Test]
    public async Task AddAsync_MoreThanMayBeAdded_TheOldestLeaveAndTheFitStays()
    {
        var (fitted, added) = (await FittedAsync(), Telling(1000));
        using var growing = new GrowingPredictor(fitted, 40);
        foreach (var part in added.Chunk(7))
        {
            await growing.AddAsync(part);
            Assert.That(growing.AddedCount, Is.InRange(Math.Min(40, part.Length), 50));
        }

        await AssertSame(growing, await fitted.AddAsync(added.TakeLast(growing.AddedCount)));
    }

    [Test]
    public async Task AddAsync_NothingMayBeAdded_StaysAsFitted()
    {
        var fitted = await FittedAsync();
        using var growing = new GrowingPredictor(fitted, 0);

        await growing.AddAsync(Sets.RandomRecords(5, 3, 1, seed: 2));

        await AssertSame(growing, fitted);
    }

    [Test]
    public async Task AddAsync_OneOfThemWrong_TakesNoneIn()
    {
        var fitted = await FittedAsync();
        using var growing = new GrowingPredictor(fitted, 40);
        QAServeRecord[] observations = [Sets.Record("fine", Sets.Output("e0", 1)), Sets.Record("wrong", Sets.Output("stranger", 1))];

        Assert.That(async () => await growing.AddAsync(observations), Throws.TypeOf<EccosException>().With.Message.Contains("'stranger'"));

        await AssertSame(growing, fitted);
        Assert.That(growing.AddedCount, Is.Zero);
    }

    [Test]
    public async Task AddAsync_FromManyThreadsWhileOthersPredict_LosesNothing()
    {
        var (fitted, added) = (await FittedAsync(), Telling(200));
        using var growing = new GrowingPredictor(fitted, 1000);

        await Parallel.ForEachAsync(added, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (record, token) =>
        {
            await growing.AddAsync([record], token);
            Assert.That((await growing.PredictAsync(_queries, token)).QueryCount, Is.EqualTo(3));
        });

        Assert.That(growing.AddedCount, Is.EqualTo(added.Count));
        var prediction = await growing.PredictAsync([new Query("q", added[^1].Query)]);
        Assert.That(prediction.Success.Values.ToArray(), Is.EqualTo((await (await fitted.AddAsync(added)).PredictAsync([new Query("q", added[^1].Query)])).Success.Values.ToArray()).Within(1e-6));
    }

    [Test]
    public async Task AddAsync_ObservationsWithoutAnOutcome_AreNotCounted()
    {
        using var growing = new GrowingPredictor(await FittedAsync(), 40);

        await growing.AddAsync([Sets.Record("silent"), Sets.Record("telling", Sets.Output("e1", 1)), Sets.Record("silent too")]);

        Assert.That(growing.AddedCount, Is.EqualTo(1));
    }

    [Test]
    public async Task Dispose_AdditionUnderWay_IsTakenInAndNoLaterOne()
    {
        var (fitted, gate, record) = (await FittedAsync(), new TaskCompletionSource(), Sets.Record("new", Sets.Output("e1", 1)));
        var growing = new GrowingPredictor(async () => { await gate.Task; return fitted; }, 40);

        var addition = growing.AddAsync([record]).AsTask();
        growing.Dispose();
        gate.SetResult();

        Assert.That(async () => await addition, Throws.Nothing);
        Assert.That(async () => await growing.AddAsync([record]), Throws.TypeOf<ObjectDisposedException>());
        await AssertSame(growing, await fitted.AddAsync([record]));
    }

    /// <summary>Records that hold one outcome or more.</summary>
    private static List<QAServeRecord> Telling(int count) => [.. Sets.RandomRecords(count, 3, 0.5, seed: 2).Where(record => record.Outputs.Count > 0)];

    private static Task<KnnPredictor> FittedAsync() => new KnnTrainer().FitAsync(Sets.Of(Sets.RandomRecords(200, 3, 0.8, seed: 1)));

    private static async Task AssertSame(GrowingPredictor actual, KnnPredictor expected)
    {
        var (left, right) = (await actual.PredictAsync(_queries), await expected.PredictAsync(_queries));
        Assert.That(left.Success.Values.ToArray(), Is.EqualTo(right.Success.Values.ToArray()));
        Assert.That(left.OutputTokens!.Values.ToArray(), Is.EqualTo(right.OutputTokens!.Values.ToArray()));
    }
}
