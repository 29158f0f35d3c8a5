using Eccos.Observations;

namespace Eccos.Predictors.Tests;

public sealed class GrowingHybridTests
{
    private static readonly Query[] _known = [.. Synthetic.Set(50, 2).Records.Select(record => record.ToQuery())];

    private const double Lambda = 1;
    private HybridPredictor _fitted = null!;

    [OneTimeSetUp]
    public async Task FitAsync() => _fitted = await new HybridTrainer(new HybridOptions
    {
        Folds = 3,
        FoldMembers = 1,
        Mlp = new MlpOptions { HiddenLayers = [12], EmbeddingLength = 6, Members = 2, MaxEpochs = 15 },
    }).FitAsync(Synthetic.Set(400, 1));

    [Test]
    public async Task AddAsync_LabelsOnANewKindOfQuery_MovePredictionsOfLikeQueriesTowardsThem()
    {
        var fitted = _fitted;
        Query[] like = [.. Poems(200, 220).Select(record => record.ToQuery())];
        var before = await fitted.PredictAsync(like);

        var after = await (await fitted.AddAsync(Poems(0, 120))).PredictAsync(like);

        // Poems are what "weak" can do and "strong" cannot; nobody asked "coder" for one.
        for (var i = 0; i < like.Length; i++)
        {
            Assert.That(after.Success[i, 1], Is.LessThan(before.Success[i, 1] - 0.05), "strong");
            Assert.That(after.Success[i, 2], Is.GreaterThan(before.Success[i, 2] + 0.05), "weak");
            Assert.That(after.OutputTokens![i, 1], Is.GreaterThan(before.OutputTokens![i, 1] * 1.2), "strong takes long for it");
        }
    }

    [Test]
    public async Task AddAsync_LabelsOnANewKindOfQuery_LeaveAllOthersAsTheyWereBitForBit()
    {
        var fitted = _fitted;
        var poem = await VectorAsync("Please write a melancholy sonnet number 7 about thunder, moonlight and the ocean, in rhymes!");
        var far = new List<Query>();
        foreach (var query in _known)
        {
            var vector = await VectorAsync(query.Text);
            if (Cosine(vector, poem) < Reach(vector) - 0.1)
                far.Add(query);
        }

        var grown = await fitted.AddAsync(Poems(0, 120));

        Assert.That(far, Has.Count.GreaterThan(20));
        Assert.That(await Bits(grown, [.. far]), Is.EqualTo(await Bits(fitted, [.. far])));
        Assert.That(grown.AddedCount, Is.EqualTo(120));
        Assert.That(fitted.AddedCount, Is.Zero, "the fitted one stays");
    }

    [Test]
    public async Task AddAsync_LabelsOnKnownKindsOfQueries_ShiftLogitsByTheMinimumOfTheLocalLoss()
    {
        var (fitted, added) = (_fitted, Synthetic.Set(60, 5, asked: 0.5).Records.Where(record => record.Outputs.Count > 0).ToArray());
        var (learners, width) = (fitted.Learners, fitted.Learners.Encoding.Width);
        var texts = _known.Select(query => query.Text).ToArray();
        var vectors = new float[texts.Length * width];
        var addedVectors = new float[added.Length * width];
        await learners.Encoding.EncodeAsync(texts, vectors, new ParallelOptions());
        await learners.Encoding.EncodeAsync([.. added.Select(record => record.Query)], addedVectors, new ParallelOptions());
        var before = await fitted.PredictAsync([.. added.Select(record => record.ToQuery())]);
        var forecast = new BaseForecast(learners.Count, texts.Length, 3, learners.SourceCount, corrected: true);

        learners.Forecast(texts, default, forecast, (await fitted.AddAsync(added)).Added, new ParallelOptions());

        var moved = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var vector = vectors.AsMemory(i * width, width);
            var reach = Reach(vector.Span);
            var twin = forecast.Twins[i].Row - learners.Memory.Count;
            var near = Enumerable.Range(0, added.Length)
                .Select(n => (Row: n, Cosine: Cosine(addedVectors.AsSpan(n * width, width), vector.Span))).Where(entry => entry.Cosine >= reach && entry.Row != twin)
                .SelectMany(entry => added[entry.Row].Outputs.Select(output => (Weight: Math.Exp((entry.Cosine - 1) / 0.3), J: Place(output.Endpoint), Row: entry.Row, Y: output.Correct)))
                .Select(entry => (entry.Weight, entry.J, L: Math.Log(before.Success[entry.Row, entry.J] / (1 - before.Success[entry.Row, entry.J])), entry.Y)).ToArray();
            var shared = Minimum(near.Select(entry => (entry.Weight, entry.L, entry.Y)).ToArray());
            for (var j = 0; j < 3; j++)
            {
                var own = Minimum(near.Where(entry => entry.J == j).Select(entry => (entry.Weight, entry.L + shared, entry.Y)).ToArray());
                Assert.That(forecast.LogitOffsets[(i * 3) + j], Is.EqualTo(shared + own).Within(1e-4));
                moved += shared + own == 0 ? 0 : 1;
            }
        }

        Assert.That(moved, Is.GreaterThan(15));

        int Place(string endpoint) => fitted.Endpoints.Index().Single(entry => entry.Item == endpoint).Index;

        // By halving, where the slope changes its sign.
        static double Minimum((double Weight, double L, double Y)[] outcomes)
        {
            var (low, high) = (-20.0, 20.0);
            for (var k = 0; k < 60 && outcomes.Length > 0; k++)
            {
                var d = (low + high) / 2;
                (low, high) = outcomes.Sum(o => o.Weight * (o.Y - (1 / (1 + Math.Exp(-(o.L + d)))))) - (Lambda * d) > 0 ? (d, high) : (low, d);
            }

            var p = outcomes.Select(o => 1 / (1 + Math.Exp(-o.L))).ToArray();
            var (g, v) = (outcomes.Select((o, n) => o.Weight * (o.Y - p[n])).Sum(), outcomes.Select((o, n) => o.Weight * o.Weight * p[n] * (1 - p[n])).Sum());
            return outcomes.Length > 0 ? Math.Max(0, 1 - (2 * v / (g * g))) * (low + high) / 2 : 0;
        }
    }

    [Test]
    public async Task AddAsync_TwinOfAQuery_TellsOfIt()
    {
        var fitted = _fitted;
        double[] identity = [3, 0, 0, 0, 3, 0, 0, 0, 3];
        var trusting = new HybridPredictor(
            fitted.Endpoints, fitted.Learners, fitted.Model with { Twins = new TwinTransfer([0.5, 0.5, 0.5], identity, identity) }, fitted.Reliability, new(() => new TiktokenCounter()));
        const string text = "Which harbour lies north of the lighthouse that Ada painted when she was seventeen and lived by the sea";
        Query[] queries = [new("twin", text + " alone")];
        QAServeRecord[] wrong = [Sets.Record(text + " happily", Sets.Output("strong", 0))];

        var with = await (await trusting.AddAsync(wrong)).PredictAsync(queries);
        var without = await (await fitted.AddAsync(wrong)).PredictAsync(queries);

        Assert.That(with.Success[0, 1], Is.LessThan(without.Success[0, 1] - 0.02));
        Assert.That(with.Success[0, 2], Is.EqualTo(without.Success[0, 2]), "weak was not asked");
    }

    [Test]
    public async Task AddAsync_MoreThanMayBeAdded_TheOldestLeaveAndTheFitStays()
    {
        var fitted = _fitted;
        using var growing = new GrowingPredictor(fitted, 40);
        var added = Poems(0, 600);
        foreach (var part in added.Chunk(7))
        {
            await growing.AddAsync(part);
            Assert.That(growing.AddedCount, Is.InRange(Math.Min(40, part.Length), 50));
        }

        Query[] queries = [.. Poems(700, 710).Select(record => record.ToQuery()), .. _known];
        Assert.That(await Bits(growing, queries), Is.EqualTo(await Bits(await fitted.AddAsync(added.TakeLast(growing.AddedCount)), queries)));
    }

    [Test]
    public async Task AddAsync_NothingMayBeAdded_StaysAsFitted()
    {
        using var growing = new GrowingPredictor(_fitted, 0);

        await growing.AddAsync(Poems(0, 5));

        Assert.That(growing.AddedCount, Is.Zero);
        Assert.That(await Bits(growing, _known), Is.EqualTo(await Bits(_fitted, _known)));
    }

    [Test]
    public async Task AddAsync_OneOfThemWrong_TakesNoneIn()
    {
        using var growing = new GrowingPredictor(_fitted);

        Assert.That(async () => await growing.AddAsync([.. Poems(0, 3), Sets.Record("wrong", Sets.Output("stranger", 1))]), Throws.TypeOf<EccosException>().With.Message.Contains("'stranger'"));

        Assert.That(growing.AddedCount, Is.Zero);
    }

    [Test]
    public async Task AddAsync_FromManyThreadsWhileOthersPredict_LosesNothing()
    {
        var fitted = _fitted;
        using var growing = new GrowingPredictor(fitted, 150);
        var added = Poems(0, 150);
        Query[] queries = [.. Poems(200, 202).Select(record => record.ToQuery())];

        await Parallel.ForEachAsync(added, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (record, token) =>
        {
            await growing.AddAsync([record], token);
            Assert.That((await growing.PredictAsync(queries, token)).Success.Values.ToArray(), Has.None.NaN);
        });

        var (actual, expected) = (await growing.PredictAsync(queries), await (await fitted.AddAsync(added)).PredictAsync(queries));
        Assert.That(growing.AddedCount, Is.EqualTo(150));
        Assert.That(actual.Success.Values.ToArray(), Is.EqualTo(expected.Success.Values.ToArray()).Within(1e-6));
    }

    [Test]
    public async Task SaveAsync_ObservationsAdded_AreLoadedAgain()
    {
        using var file = new TemporaryFile();
        var grown = await (_fitted).AddAsync(Poems(0, 30));
        await PredictorFile.SaveAsync(grown, file.Path);

        var loaded = (HybridPredictor)await PredictorFile.LoadAsync(file.Path);

        Query[] queries = [.. Poems(200, 205).Select(record => record.ToQuery()), .. _known];
        Assert.That(loaded.AddedCount, Is.EqualTo(30));
        Assert.That(await Bits(loaded, queries), Is.EqualTo(await Bits(grown, queries)));
        Assert.That(await Bits(await loaded.AddAsync(Poems(40, 50)), queries), Is.EqualTo(await Bits(await grown.AddAsync(Poems(40, 50)), queries)));
    }

    /// <summary>Queries unlike all others, as a host sees them: one endpoint's outcome each.</summary>
    private static QAServeRecord[] Poems(int start, int end) =>
    [
        .. Enumerable.Range(start, end - start).Select(i => Sets.Record(
            $"Please write a melancholy sonnet number {i} about thunder, moonlight and the ocean, in rhymes!",
            i % 2 == 0 ? Sets.Output("strong", 0, 1000) : Sets.Output("weak", 1, 100))),
    ];

    private async Task<float[]> VectorAsync(string text)
    {
        var vector = new float[_fitted.Learners.Encoding.Width];
        await _fitted.Learners.Encoding.EncodeAsync([text], vector, new ParallelOptions());
        return vector;
    }

    /// <summary>The cosine of the 16th of the fitted queries.</summary>
    private double Reach(ReadOnlySpan<float> vector)
    {
        var cosines = new List<double>();
        for (var row = 0; row < _fitted.Learners.Memory.Count; row++)
            cosines.Add(Cosine(_fitted.Learners.Memory.Vector(row), vector));
        return cosines.OrderDescending().ElementAt(15);
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => System.Numerics.Tensors.TensorPrimitives.Dot(a, b);

    private static async Task<long[]> Bits(IPredictor predictor, Query[] queries)
    {
        var prediction = await predictor.PredictAsync(queries);
        return [.. new[] { prediction.Success, prediction.StandardError, prediction.OutputTokens!, prediction.MedianOutputTokens! }
            .SelectMany(matrix => matrix.Values.ToArray().Select(BitConverter.DoubleToInt64Bits))];
    }
}
