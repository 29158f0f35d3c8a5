using Eccos.Observations;

namespace Eccos.Predictors.Tests;

public sealed class KnnPredictorTests
{
    private const int Endpoints = 4;

    private static readonly FunctionEncoder _encoder = FunctionEncoder.Random(20);
    private static readonly Query[] _queries = [.. Enumerable.Range(0, 23).Select(i => new Query($"q{i}", $"new query {i}") { InputTokens = 7 })];

    [TestCase(1.0)]
    [TestCase(0.3)]
    public async Task PredictAsync_AnyHistory_EqualsTheFormula(double asked)
    {
        var set = Sets.Of(Sets.RandomRecords(400, Endpoints, asked, seed: 3));
        var knn = await new KnnTrainer(Options()).FitAsync(set);
        var naive = new NaiveKnn(set, _encoder.Encode, knn.SuccessWeighting);

        var prediction = await knn.PredictAsync(_queries);

        var total = (Labels(set.Success).Sum() + 0.5) / (Labels(set.Success).Count() + 1);
        for (var j = 0; j < Endpoints; j++)
        {
            var labels = Column(set.Success, j);
            var mean = (labels.Sum() + total) / (labels.Count + 1);
            for (var i = 0; i < _queries.Length; i++)
            {
                var a = naive.Estimate(_queries[i].Text, row => set.Success[row, j], mean);
                Assert.That(prediction.Success[i, j], Is.EqualTo(a).Within(1e-5));
                Assert.That(prediction.StandardError[i, j], Is.EqualTo(naive.StandardError(_queries[i].Text, row => set.Success[row, j], a)).Within(1e-5));
            }
        }
    }

    [Test]
    public async Task PredictAsync_Amounts_EqualTheFormulaUpToOneFactorPerEndpoint()
    {
        var set = Sets.Of(Sets.RandomRecords(400, Endpoints, 0.8, seed: 4));
        var knn = await new KnnTrainer(Options()).FitAsync(set);
        var naive = new NaiveKnn(set, _encoder.Encode, knn.AmountWeighting);

        var prediction = await knn.PredictAsync(_queries);

        for (var j = 0; j < Endpoints; j++)
        {
            double Log(int row) => Math.Log(Math.Max(set.OutputTokens[row, j], 1));
            double Overhead(int row) => set.InputTokens[row, j] - 7;
            var mean = Enumerable.Range(0, 400).Select(Log).Where(y => !double.IsNaN(y)).Average();
            var overhead = Enumerable.Range(0, 400).Select(Overhead).Where(y => !double.IsNaN(y)).Average();
            var factors = _queries.Select((query, i) => prediction.OutputTokens![i, j] / Math.Exp(naive.Estimate(query.Text, Log, mean))).ToArray();
            Assert.That(factors, Is.All.EqualTo(factors[0]).Within(1e-4 * factors[0]));
            Assert.That(factors[0], Is.GreaterThan(1), "a mean of logarithms is too small by itself");
            for (var i = 0; i < _queries.Length; i++)
                Assert.That(prediction.InputTokens![i, j], Is.EqualTo(7 + naive.Estimate(_queries[i].Text, Overhead, overhead)).Within(1e-3));
        }
    }

    [Test]
    public async Task PredictAsync_CounterFails_RaisesItsErrorForFewQueriesAndForMany([Values(1, 23)] int count)
    {
        var options = Options();
        options.TokenCounter = new FunctionCounter(_ => throw new NotSupportedException());
        var knn = await new KnnTrainer(options).FitAsync(Sets.Of(Sets.RandomRecords(60, Endpoints, 1, seed: 1)));

        Assert.That(async () => await knn.PredictAsync([.. _queries.Take(count).Select(query => query with { InputTokens = null })]), Throws.InstanceOf<NotSupportedException>());
    }

    [Test]
    public async Task PredictAsync_UnseenQueries_GivesUnbiasedTotals()
    {
        var knn = await new KnnTrainer(Options()).FitAsync(Sets.Of(Sets.RandomRecords(2000, Endpoints, 1, seed: 5)));
        var unseen = Sets.Of(Sets.RandomRecords(2000, Endpoints, 1, seed: 6));

        var prediction = await knn.PredictAsync([.. unseen.Records.Select(record => record.ToQuery())]);

        var tokens = Labels(unseen.OutputTokens).Average();
        Assert.That(Labels(prediction.OutputTokens!).Average(), Is.EqualTo(tokens).Within(0.05 * tokens));
        Assert.That(Labels(prediction.CostUsd!).Average(), Is.EqualTo(0.005).Within(0.0005));
    }

    [Test]
    public async Task PredictAsync_AloneOrInABatch_IsTheSameBitForBit()
    {
        var knn = await new KnnTrainer(new KnnOptions()).FitAsync(Sets.Of(Sets.RandomRecords(300, Endpoints, 0.7, seed: 7)));

        var together = await knn.PredictAsync(_queries);

        for (var i = 0; i < _queries.Length; i++)
        {
            var alone = await knn.PredictAsync([_queries[i]]);
            Assert.That(alone.Success.Values.ToArray(), Is.EqualTo(together.Success.Row(i).ToArray()));
            Assert.That(alone.StandardError.Values.ToArray(), Is.EqualTo(together.StandardError.Row(i).ToArray()));
            Assert.That(alone.OutputTokens!.Values.ToArray(), Is.EqualTo(together.OutputTokens!.Row(i).ToArray()));
        }
    }

    [Test]
    public async Task PredictAsync_NeighboursNeverAskedAnEndpoint_ReadsItsMeanAndNotZero()
    {
        // All neighbours of the query asked "a" alone; "b" was asked far away, and answered three of four.
        List<QAServeRecord> records = [.. Enumerable.Range(0, 40).Select(i => Sets.Record($"near {i}", Sets.Output("a", 0)))];
        records.AddRange(Enumerable.Range(0, 40).Select(i => Sets.Record($"far {i}", Sets.Output("b", i % 4 == 0 ? 0 : 1))));
        var encoder = new FunctionEncoder(2, text => text.StartsWith("near", StringComparison.Ordinal) ? [1, 0] : [-1, 0.01f]);
        var knn = await new KnnTrainer(new KnnOptions { Encoder = encoder, Neighbours = 10, Shrinkage = 0.3, Temperature = 0.1 }).FitAsync(Sets.Of(records));

        var prediction = await knn.PredictAsync([new Query("q", "near the others")]);

        Assert.That(prediction.Success[0, 0], Is.LessThan(0.02));
        Assert.That(prediction.Success[0, 1], Is.EqualTo(0.75).Within(0.02));
        Assert.That(prediction.StandardError[0, 1], Is.GreaterThan(5 * prediction.StandardError[0, 0]));
    }

    [Test]
    public async Task PredictAsync_MoreNeighboursAsClose_HaveSmallerStandardErrors()
    {
        var errors = new List<double>();
        foreach (var count in (int[])[2, 8, 32, 128])
        {
            var records = Enumerable.Range(0, count).Select(i => Sets.Record($"r{i}", Sets.Output("a", i % 2)));
            var options = new KnnOptions { Encoder = new FunctionEncoder(1, _ => [1]), Neighbours = 1000, Shrinkage = 1, Temperature = 1 };
            var knn = await new KnnTrainer(options).FitAsync(Sets.Of([.. records]));
            errors.Add((await knn.PredictAsync([new Query("q", "q")])).StandardError[0, 0]);
        }

        Assert.That(errors, Is.Ordered.Descending);
        Assert.That(errors[^1], Is.EqualTo(Math.Sqrt(0.25 / 130)).Within(1e-6));
    }

    [TestCase(0)]
    [TestCase(1)]
    public async Task PredictAsync_AllLabelsEqual_StaysInsideTheInterval(double label)
    {
        var records = Enumerable.Range(0, 60).Select(i => Sets.Record($"r{i}", Sets.Output("a", label), Sets.Output("b", label)));
        var knn = await new KnnTrainer().FitAsync(Sets.Of([.. records]));

        var prediction = await knn.PredictAsync(_queries);

        Assert.That(prediction.Success.Values.ToArray(), Is.All.GreaterThan(0).And.All.LessThan(1));
        Assert.That(prediction.StandardError.Values.ToArray(), Is.All.GreaterThan(0));
        Assert.That(prediction.Success[0, 0], Is.EqualTo(label).Within(0.05));
    }

    [Test]
    public async Task PredictAsync_OneRecordOfOneEndpoint_IsSensible()
    {
        var knn = await new KnnTrainer().FitAsync(Sets.Of([Sets.Record("the only one", Sets.Output("a", 1, tokens: 0))]));

        var prediction = await knn.PredictAsync([new Query("same", "the only one"), new Query("empty", "")]);

        Assert.That(prediction.Success.Values.ToArray(), Is.All.GreaterThan(0.5).And.All.LessThan(1));
        Assert.That(prediction.StandardError.Values.ToArray(), Is.All.GreaterThan(0.1));
        Assert.That(prediction.OutputTokens!.Values.ToArray(), Is.All.EqualTo(1).Within(1e-9));
        Assert.That(prediction.CostUsd, Is.Null);
        Assert.That(prediction.InputTokens, Is.Null);
    }

    [Test]
    public async Task PredictAsync_EndpointsWithoutTokensOrCosts_HaveNaNColumns()
    {
        var records = Enumerable.Range(0, 50).Select(i => Sets.Record($"r{i}", Sets.Output("a", 1, tokens: 100, input: 9), Sets.Output("b", 0, cost: 0.25)));
        var knn = await new KnnTrainer().FitAsync(Sets.Of([.. records]));

        var prediction = await knn.PredictAsync([new Query("q", "r7") { InputTokens = 5 }]);

        Assert.That(prediction.OutputTokens!.Row(0).ToArray(), Is.EqualTo(new[] { 100, double.NaN }).Within(1e-3));
        Assert.That(prediction.InputTokens!.Row(0).ToArray(), Is.EqualTo(new[] { 5 + 2, double.NaN }).Within(1e-3));
        Assert.That(prediction.CostUsd!.Row(0).ToArray(), Is.EqualTo(new[] { double.NaN, 0.25 }).Within(1e-6));
    }

    [Test]
    public async Task PredictAsync_NoQueries_ReturnsNoRows() =>
        Assert.That((await (await Fitted()).PredictAsync([])).QueryCount, Is.Zero);

    [Test]
    public async Task AddAsync_InAnyParts_EqualsRememberingAllAtOnce()
    {
        var records = Sets.RandomRecords(700, Endpoints, 0.6, seed: 8);
        var first = Sets.Of([.. records.Take(300)]);
        var knn = await new KnnTrainer(Options()).FitAsync(first);
        var rest = await knn.AddAsync(records.Skip(300));

        var byOne = knn;
        foreach (var record in records.Skip(300))
            byOne = await byOne.AddAsync([record]);

        var all = await new KnnTrainer(Options()).FitAsync(Sets.Of(records));
        var expected = await all.PredictAsync(_queries);
        var added = await rest.PredictAsync(_queries);
        Assert.That(rest.ObservationCount, Is.EqualTo(700));
        Assert.That(knn.ObservationCount, Is.EqualTo(300));
        Assert.That(added.Success.Values.ToArray(), Is.EqualTo(expected.Success.Values.ToArray()));
        Assert.That(added.StandardError.Values.ToArray(), Is.EqualTo(expected.StandardError.Values.ToArray()));
        Assert.That(added.InputTokens!.Values.ToArray(), Is.EqualTo((await byOne.PredictAsync(_queries)).InputTokens!.Values.ToArray()));
        Assert.That((await byOne.PredictAsync(_queries)).OutputTokens!.Values.ToArray(), Is.EqualTo(added.OutputTokens!.Values.ToArray()));
    }

    [Test]
    public async Task AddAsync_TwiceToTheSamePredictor_KeepsThemApart()
    {
        var knn = await Fitted();
        var before = await knn.PredictAsync(_queries);

        var right = await knn.AddAsync([Sets.Record(_queries[0].Text, Sets.Output("e0", 1))]);
        var wrong = await knn.AddAsync([Sets.Record(_queries[0].Text, Sets.Output("e0", 0))]);

        Assert.That((await knn.PredictAsync(_queries)).Success.Values.ToArray(), Is.EqualTo(before.Success.Values.ToArray()));
        Assert.That((await right.PredictAsync(_queries)).Success[0, 0], Is.GreaterThan(before.Success[0, 0]));
        Assert.That((await wrong.PredictAsync(_queries)).Success[0, 0], Is.LessThan(before.Success[0, 0]));
    }

    [Test]
    public async Task AddAsync_UnknownEndpoint_NamesItAndTheKnown()
    {
        var knn = await Fitted();

        Assert.That(
            async () => await knn.AddAsync([Sets.Record("x", Sets.Output("stranger", 1))]),
            Throws.TypeOf<EccosException>().With.Message.Contains("'stranger'").And.Message.Contains("e0"));
    }

    [Test]
    public async Task AddAsync_Nothing_ReturnsTheSamePredictor()
    {
        var knn = await Fitted();

        Assert.That(await knn.AddAsync([]), Is.SameAs(knn));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public async Task PredictAsync_EncoderGivesNoNumber_SaysWhere(float value)
    {
        var knn = await Fitted(new FunctionEncoder(3, text => text == "bad" ? [1, value, 0] : [1, text.Length, 0]));

        Assert.That(
            async () => await knn.PredictAsync([new Query("1", "good"), new Query("2", "bad")]),
            Throws.TypeOf<EccosException>().With.Message.Contains("dimension 1 of text 1"));
    }

    [Test]
    public async Task PredictAsync_EncoderWritesTooLittle_SaysWhere()
    {
        var knn = await Fitted(new FunctionEncoder(3, text => text == "short" ? [1] : [1, text.Length, 0]));

        Assert.That(async () => await knn.PredictAsync([new Query("1", "short")]), Throws.TypeOf<EccosException>().With.Message.Contains("dimension 1 of text 0"));
    }

    [Test]
    public async Task PredictAsync_EncoderGivesZeros_IsTheEndpointsMeanMoreOrLess()
    {
        var knn = await Fitted(new FunctionEncoder(3, _ => [0, 0, 0]));

        var prediction = await knn.PredictAsync(_queries);

        Assert.That(prediction.Success.Values.ToArray(), Is.All.InRange(0.3, 0.7));
    }

    private static Task<KnnPredictor> Fitted(ITextEncoder? encoder = null)
    {
        var options = Options();
        options.Encoder = encoder ?? _encoder;
        return new KnnTrainer(options).FitAsync(Sets.Of(Sets.RandomRecords(150, Endpoints, 0.9, seed: 1)));
    }

    private static KnnOptions Options() => new() { Encoder = _encoder, Neighbours = 12, Shrinkage = 0.4, Temperature = 0.3 };

    private static IEnumerable<double> Labels(QueryEndpointMatrix matrix) => matrix.Values.ToArray().Where(value => !double.IsNaN(value));

    private static List<double> Column(QueryEndpointMatrix matrix, int j) =>
        [.. Enumerable.Range(0, matrix.QueryCount).Select(i => matrix[i, j]).Where(value => !double.IsNaN(value))];
}
