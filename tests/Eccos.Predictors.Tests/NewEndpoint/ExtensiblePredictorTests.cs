namespace Eccos.Predictors.Tests;

public sealed class ExtensiblePredictorTests
{
    private const int Endpoints = 8;
    private const int Queries = 400;
    private static readonly SimulatedWorld _world = new(Endpoints, Queries, seed: 3);
    private static readonly Query[] _all = [.. _world.Records.Select(record => record.ToQuery())];

    [Test]
    public async Task WithEndpoint_MoreProbes_ComesCloserToTheTruthAndIsSurer()
    {
        double[] errors = new double[3], standardErrors = new double[3];
        for (var j = 0; j < Endpoints; j++)
        {
            var known = _world.Without(j);
            var order = Enumerable.Range(0, Queries).ToArray();
            new Random(j).Shuffle(order);
            foreach (var (k, count) in ((int, int)[])[(0, 0), (1, 20), (2, 200)])
            {
                var prediction = await known.WithEndpoint(_world.Pool[j], [.. order.Take(count).Select(i => _world.Probe(i, j))]).PredictAsync(_all);
                for (var i = 0; i < Queries; i++)
                {
                    errors[k] += Math.Abs(prediction.Success[i, Endpoints - 1] - _world.Success(i, j)) / Queries / Endpoints;
                    standardErrors[k] += prediction.StandardError[i, Endpoints - 1] / Queries / Endpoints;
                }
            }
        }

        Assert.That(errors[1], Is.LessThan(0.8 * errors[0]));
        Assert.That(errors[2], Is.LessThan(0.6 * errors[1]).And.LessThan(0.05));
        Assert.That(standardErrors, Is.Ordered.Descending);
        Assert.That(standardErrors[2], Is.EqualTo(errors[2]).Within(0.6 * errors[2]), "the standard error is of the size of the error");
    }

    [Test]
    public async Task WithEndpoint_ProbesThatEveryoneFails_TellLessThanProbesThatEveryoneSolves()
    {
        var known = _world.Without(0);
        double Share(int i) => _world.Records[i].Outputs.Skip(1).Average(output => output.Correct);
        var hard = Enumerable.Range(0, Queries).OrderBy(Share).Take(8).ToArray();
        var easy = Enumerable.Range(0, Queries).OrderByDescending(Share).Take(8).ToArray();

        var before = await MeanAsync([]);
        var failedHard = await MeanAsync([.. hard.Select(i => new Probe(_all[i], 0))]);
        var failedEasy = await MeanAsync([.. easy.Select(i => new Probe(_all[i], 0))]);

        Assert.That(failedEasy, Is.LessThan(before - 0.06));
        Assert.That(before - failedHard, Is.LessThan((before - failedEasy) / 3));

        async Task<double> MeanAsync(Probe[] probes)
        {
            var prediction = await known.WithEndpoint(_world.Pool[0], probes).PredictAsync(_all);
            return Enumerable.Range(0, Queries).Average(i => prediction.Success[i, Endpoints - 1]);
        }
    }

    [Test]
    public async Task WithEndpoint_ProbesAllWrong_IsNeverZeroNorFreeAndMarkedAsEstimated()
    {
        var predictor = _world.Without(7).WithEndpoint(_world.Pool[7], [.. _all.Take(300).Select(query => new Probe(query, 0) { OutputTokens = 0 })]);

        var prediction = await predictor.PredictAsync(_all);

        Assert.That(predictor.EstimatedEndpoints, Is.EqualTo(new[] { "e7" }));
        Assert.That(prediction.EstimatedEndpoints, Is.EqualTo(new[] { "e7" }));
        for (var i = 0; i < Queries; i++)
        {
            Assert.That(prediction.Success[i, 7], Is.GreaterThan(0).And.LessThan(0.45));
            Assert.That(prediction.StandardError[i, 7], Is.GreaterThan(0));
            Assert.That(prediction.OutputTokens![i, 7], Is.GreaterThan(0));
        }
    }

    [Test]
    public async Task FitAsync_Hybrid_TakesTheOutOfFoldPredictionsOfItsOwnFit()
    {
        var set = Synthetic.Set(120, 1);
        var pool = new ModelPool(set.Endpoints.Select(name => new Endpoint(name)));
        var trainer = new HybridTrainer(new HybridOptions { Folds = 2, FoldMembers = 1, Mlp = new MlpOptions { HiddenLayers = [8], EmbeddingLength = 4, Members = 1, MaxEpochs = 3 } });
        var fit = await trainer.FitOutOfFoldAsync(set);
        var queries = Synthetic.Set(5, 2).Records.Select(record => record.ToQuery()).ToList();
        var probes = set.Records.Take(10).Select((record, i) => new Probe(record.ToQuery(), i % 2)).ToList();

        var fitted = await (await ExtensiblePredictor.FitAsync(trainer, set, pool)).WithEndpoint(new Endpoint("new"), probes).PredictAsync(queries);
        var created = await ExtensiblePredictor.Create(fit.Predictor, fit.OutOfFold!, set, pool).WithEndpoint(new Endpoint("new"), probes).PredictAsync(queries);

        Assert.That(fitted.Success.Values.SequenceEqual(created.Success.Values), Is.True);
    }

    [Test]
    public async Task WithEndpoint_Tokens_AreLearnedFromProbes()
    {
        var known = _world.Without(2);
        double[] errors = new double[2];
        foreach (var (k, count) in ((int, int)[])[(0, 0), (1, 40)])
        {
            var prediction = await known.WithEndpoint(_world.Pool[2], [.. Enumerable.Range(0, count).Select(i => _world.Probe(i, 2))]).PredictAsync(_all);
            errors[k] = Enumerable.Range(0, Queries).Average(i => Math.Abs(Math.Log(prediction.OutputTokens![i, 7] / (_world.Tokens(i, 2) * Math.Exp(0.045)))));
        }

        Assert.That(errors[1], Is.LessThan(0.12).And.LessThan(errors[0]));
    }

    [Test]
    public async Task WithEndpoint_AnotherEndpoint_LeavesTheOthersAsTheyWere()
    {
        var known = _world.Without(0, 1);
        var one = known.WithEndpoint(_world.Pool[0], [.. Enumerable.Range(0, 20).Select(i => _world.Probe(i, 0))]);

        var two = one.WithEndpoint(_world.Pool[1], []).WithEndpoint(_world.Pool[1], [.. Enumerable.Range(0, 20).Select(i => _world.Probe(i, 1))]);

        Assert.That(two.Endpoints, Is.EqualTo(new[] { "e2", "e3", "e4", "e5", "e6", "e7", "e0", "e1" }));
        var (k, p, pp) = (await known.PredictAsync(_all), await one.PredictAsync(_all), await two.PredictAsync(_all));
        for (var i = 0; i < Queries; i++)
        {
            Assert.That(pp.Success.Row(i)[..6].ToArray(), Is.EqualTo(k.Success.Row(i).ToArray()));
            Assert.That(pp.Success[i, 6], Is.EqualTo(p.Success[i, 6]));
            Assert.That(pp.OutputTokens!.Row(i)[..7].ToArray(), Is.EqualTo(p.OutputTokens!.Row(i).ToArray()));
        }

        Assert.That(k.EstimatedEndpoints, Is.Empty);
        Assert.That(pp.EstimatedEndpoints, Is.EqualTo(new[] { "e0", "e1" }));
    }

    [Test]
    public async Task WithEndpointAsync_QueriesOutsideTheHistory_AreWeighedByTheirPredictionAlone()
    {
        var world = new SimulatedWorld(5, 60, seed: 9);
        var known = world.Without(4);
        Probe[] foreign = [.. Enumerable.Range(0, 20).Select(i => world.Probe(i, 4) with { Query = new Query($"x{i}", $"q0{i}") })];

        Assert.That(() => known.WithEndpoint(world.Pool[4], foreign), Throws.ArgumentException.With.Message.Contains("'x0'").And.Message.Contains("WithEndpointAsync"));
        var prediction = await (await known.WithEndpointAsync(world.Pool[4], foreign)).PredictAsync([.. world.Records.Select(record => record.ToQuery())]);
        var before = await known.WithEndpoint(world.Pool[4], []).PredictAsync([.. world.Records.Select(record => record.ToQuery())]);

        Assert.That(prediction.StandardError.Row(0)[4], Is.LessThan(before.StandardError.Row(0)[4]));
        Assert.That(prediction.Success.Values.ToArray(), Has.All.InRange(0.0, 1.0));
    }

    [Test]
    public async Task SelectProbes_Sixteen_TellMoreThanRandomOnes()
    {
        double chosen = 0, random = 0;
        for (var j = 0; j < Endpoints; j++)
        {
            var known = _world.Without(j);
            chosen += await ErrorAsync(known, j, known.SelectProbes(16).Select(SimulatedWorld.RowOf));
            for (var draw = 0; draw < 4; draw++)
            {
                var rows = Enumerable.Range(0, Queries).ToArray();
                new Random((10 * j) + draw).Shuffle(rows);
                random += await ErrorAsync(known, j, rows.Take(16)) / 4;
            }
        }

        Assert.That(chosen, Is.LessThan(random));

        static async Task<double> ErrorAsync(ExtensiblePredictor known, int j, IEnumerable<int> rows)
        {
            var prediction = await known.WithEndpoint(_world.Pool[j], [.. rows.Select(i => _world.Probe(i, j))]).PredictAsync(_all);
            return Enumerable.Range(0, Queries).Average(i => Math.Pow(prediction.Success[i, Endpoints - 1] - _world.Success(i, j), 2));
        }
    }

    [Test]
    public void SelectProbes_MoreThanThereAre_ReturnsEachQueryOnce()
    {
        var world = new SimulatedWorld(3, 12, seed: 1);

        Assert.That(world.Without(0).SelectProbes(100).Select(query => query.Id).Order(), Is.EqualTo(world.Records.Select(record => record.Id).Order()));
        Assert.That(world.Without(0).SelectProbes(0), Is.Empty);
    }

    [TestCase(double.NaN, 1, "Correct")]
    [TestCase(1.5, 1, "1.5")]
    [TestCase(1, -3, "-3")]
    public void WithEndpoint_ProbeOutOfRange_NamesIt(double correct, int tokens, string named) =>
        Assert.That(
            () => _world.Without(0).WithEndpoint(_world.Pool[0], [new Probe(_all[0], 1), new Probe(_all[1], correct) { OutputTokens = tokens }]),
            Throws.ArgumentException.With.Message.Contains("Probe 1").And.Message.Contains(named));

    [Test]
    public void WithEndpoint_KnownEndpoint_Throws() =>
        Assert.That(() => _world.Without(0).WithEndpoint(_world.Pool[3], []), Throws.ArgumentException.With.Message.Contains("'e3'"));

    [TestCase(1, 2)]
    [TestCase(2, 1)]
    [TestCase(2, 2)]
    public async Task WithEndpoint_FewestEndpointsAndQueries_PredictsSomethingSensible(int knownEndpoints, int queries)
    {
        var world = new SimulatedWorld(knownEndpoints + 1, queries, seed: 2);

        var prediction = await world.Without(knownEndpoints).WithEndpoint(world.Pool[knownEndpoints], [world.Probe(0, knownEndpoints)])
            .PredictAsync([world.Records[0].ToQuery()]);

        Assert.That(prediction.Success[0, knownEndpoints], Is.InRange(0.001, 0.999));
        Assert.That(prediction.StandardError[0, knownEndpoints], Is.InRange(0.01, 0.5));
        Assert.That(prediction.OutputTokens![0, knownEndpoints], Is.GreaterThan(0).And.LessThan(1e6));
    }

    [Test]
    public async Task FitAsync_KNearestNeighbours_PredictsKnownEndpointsAsTheTrainerDoes()
    {
        var set = Sets.Of(Sets.RandomRecords(60, 3, 1, seed: 1));
        var trainer = new KnnTrainer();
        var pool = new ModelPool(set.Endpoints.Select(name => new Endpoint(name)));

        var extensible = await ExtensiblePredictor.FitAsync(trainer, set, pool);
        var more = extensible.WithEndpoint(new Endpoint("new") { Prices = new TokenPrices(1, 2) }, []);

        var expected = await (await trainer.FitAsync(set)).PredictAsync(SavedModels.Queries);
        Assert.That((await extensible.PredictAsync(SavedModels.Queries)).Success.Values.ToArray(), Is.EqualTo(expected.Success.Values.ToArray()));
        var prediction = await more.PredictAsync(SavedModels.Queries);
        Assert.That(prediction.CostUsd!.Row(0)[3], Is.GreaterThan(0));
        Assert.That(prediction.InputTokens!.Row(0)[3], Is.GreaterThan(0));
    }

    [Test]
    public async Task FitAsync_EveryFold_IsPredictedByATrainerThatNeverSawIt()
    {
        var set = Sets.Of([.. Sets.RandomRecords(23, 2, 1, seed: 1), .. Sets.RandomRecords(23, 2, 1, seed: 1).Select(record => record with { Id = "again " + record.Id })]);
        var trainer = new RememberingTrainer();

        await ExtensiblePredictor.FitAsync(trainer, set, new ModelPool(set.Endpoints.Select(name => new Endpoint(name))), new NewEndpointOptions { Folds = 4 });

        Assert.That(trainer.Fits, Is.EqualTo(5));
        Assert.That(trainer.Predicted.Order(), Is.EqualTo(set.Records.Select(record => record.Id).Order()));
        Assert.That(trainer.Leaks, Is.Zero);
    }

    [Test]
    public void FitAsync_OneQuery_SaysWhatIsMissing()
    {
        var set = Sets.Of(Sets.RandomRecords(1, 2, 1, seed: 1));

        Assert.That(
            async () => await ExtensiblePredictor.FitAsync(new KnnTrainer(), set, new ModelPool(set.Endpoints.Select(name => new Endpoint(name)))),
            Throws.TypeOf<EccosException>().With.Message.Contains("at least 2"));
        Assert.That(
            async () => await ExtensiblePredictor.FitAsync(new KnnTrainer(), set, new ModelPool([new Endpoint("e0")])),
            Throws.TypeOf<EccosException>().With.Message.Contains("e1"));
    }

    [Test]
    public async Task WithEndpoint_HistoryPredictedAlike_HasNoSlopesMadeOfRounding()
    {
        for (var n = 2; n < 60; n++)
        {
            var set = Sets.Of([.. Enumerable.Range(0, n).Select(i => Sets.Record($"q{i}", Sets.Output("a", 1, 500), Sets.Output("b", i % 2, 700), Sets.Output("c", i % 3 == 0 ? 1 : 0, 90)))]);
            var pool = new ModelPool(set.Endpoints.Select(name => new Endpoint(name)));
            var basePredictor = new FunctionPredictor(
                pool.Names,
                text => text == "other" ? [0.9, 0.5, 0.4] : [0.97, 0.5, 0.33],
                text => text == "other" ? [550, 720, 95] : [512, 700, 90]);
            Query[] queries = [.. set.Records.Select(record => record.ToQuery())];
            var predictor = ExtensiblePredictor.Create(basePredictor, basePredictor.Predict(queries), set, pool);

            var prediction = await predictor
                .WithEndpoint(new Endpoint("new"), [.. queries.Take(10).Select(query => new Probe(query, 1) { OutputTokens = 300 })])
                .PredictAsync([queries[0], new Query("other", "other")]);

            Assert.That(predictor.History.State.Tokens!.State.Sigma, Is.All.EqualTo(1), $"{n} queries");
            Assert.That(prediction.OutputTokens![1, 3], Is.InRange(50, 2000), $"{n} queries");
            Assert.That(prediction.Success[1, 3], Is.EqualTo(prediction.Success[0, 3]).Within(0.2), $"{n} queries");
        }
    }

    [TestCase("0001-01", 1)]
    [TestCase("0024-05", 1)]
    [TestCase("2001-01", 1)]
    [TestCase("2054-05", 0)]
    [TestCase("9999-12", 0)]
    public async Task WithEndpoint_AbsurdReleaseDate_ProbesStillTell(string released, int correct)
    {
        var endpoint = new Endpoint("new") { Facts = new Dictionary<string, string> { ["released"] = released } };

        var prediction = await Dated("2024-05").WithEndpoint(endpoint, [.. _all.Select(query => new Probe(query, correct))]).PredictAsync(_all);

        Assert.That(Enumerable.Range(0, Queries).Average(i => Math.Abs(prediction.Success[i, Endpoints] - correct)), Is.LessThan(0.2));
    }

    [TestCase("0001-01")]
    [TestCase("0024-05")]
    [TestCase("9999-12")]
    public async Task WithEndpoint_AbsurdReleaseDateOfAKnownEndpoint_IsAsIfItStatedNone(string released)
    {
        var endpoint = new Endpoint("new") { Facts = new Dictionary<string, string> { ["released"] = "2024-06" } };

        var absurd = await Dated(released).WithEndpoint(endpoint, []).PredictAsync(_all);
        var silent = await Dated("").WithEndpoint(endpoint, []).PredictAsync(_all);

        Assert.That(absurd.Success.Values.ToArray(), Is.EqualTo(silent.Success.Values.ToArray()));
        Assert.That(absurd.StandardError.Values.ToArray(), Is.EqualTo(silent.StandardError.Values.ToArray()));
    }

    /// <summary>All endpoints of the world, of which nothing is known but the releases of half of them: the first's as told, the others' in 2024.</summary>
    private static ExtensiblePredictor Dated(string first)
    {
        var pool = new ModelPool(_world.Pool.Select((endpoint, j) => new Endpoint(endpoint.Name)
        {
            Facts = j < Endpoints / 2 ? new Dictionary<string, string> { ["released"] = j == 0 ? first : $"2024-0{j}" } : [],
        }));
        var oracle = new FunctionPredictor(pool.Names, text => [.. Enumerable.Range(0, Endpoints).Select(j => _world.Success(int.Parse(text.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture), j))]);
        return ExtensiblePredictor.Create(oracle, oracle.Predict(_all), TrainingSet.Create(pool, _world.Records), pool);
    }

    [Test]
    public async Task WithEndpoint_KnownEndpointsAreAGuess_HasAStandardErrorOfAtMostACoins()
    {
        var guess = new FunctionPredictor(_world.Pool.Names, _ => [.. Enumerable.Repeat(0.5, Endpoints)], null, standardError: 0.5);
        var predictor = ExtensiblePredictor.Create(guess, guess.Predict(_all), TrainingSet.Create(_world.Pool, _world.Records), _world.Pool);

        var prediction = await predictor.WithEndpoint(new Endpoint("new"), []).PredictAsync(_all);

        for (var i = 0; i < Queries; i++)
        {
            var a = prediction.Success[i, Endpoints];
            Assert.That(prediction.StandardError[i, Endpoints], Is.LessThanOrEqualTo(Math.Sqrt(a * (1 - a)) + 1e-12));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Create_OutOfFoldTellsOfTokensThePredictorDoesNot_EstimatesThemAsOfTheHistoryOnAverage(bool some)
    {
        var silent = new FunctionPredictor(_world.Pool.Names, _ => [.. Enumerable.Repeat(0.5, Endpoints)], some ? _ => [double.NaN, .. Enumerable.Repeat(100.0, Endpoints - 1)] : null);
        var telling = new FunctionPredictor(_world.Pool.Names, _ => [.. Enumerable.Repeat(0.5, Endpoints)], text => [.. Enumerable.Range(0, Endpoints).Select(j => _world.Tokens(int.Parse(text.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture), j))]);
        var predictor = ExtensiblePredictor.Create(silent, telling.Predict(_all), TrainingSet.Create(_world.Pool, _world.Records), _world.Pool);

        var extended = await predictor.WithEndpointAsync(new Endpoint("new"), [.. Enumerable.Range(0, 40).Select(i => new Probe(new Query($"{i}", $"foreign {i}"), 1) { OutputTokens = 300 })]);
        var prediction = await extended.PredictAsync(_all[..2]);

        Assert.That(prediction.OutputTokens![0, 0], Is.NaN);
        Assert.That(prediction.OutputTokens[0, Endpoints], Is.InRange(200, 450).And.EqualTo(prediction.OutputTokens[1, Endpoints]));
    }

    private sealed class RememberingTrainer : ITrainer
    {
        public int Fits { get; private set; }

        public int Leaks { get; private set; }

        public List<string> Predicted { get; } = [];

        public Task<IPredictor> FitAsync(TrainingSet trainingSet, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
        {
            Fits++;
            var seen = trainingSet.Records.Select(record => record.Query).ToHashSet();
            return Task.FromResult<IPredictor>(new Remembering(this, trainingSet.Endpoints, seen));
        }

        private sealed class Remembering(RememberingTrainer owner, IReadOnlyList<string> endpoints, HashSet<string> seen) : IPredictor
        {
            public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
            {
                owner.Predicted.AddRange(queries.Select(query => query.Id));
                owner.Leaks += queries.Count(query => seen.Contains(query.Text));
                return new FunctionPredictor(endpoints, text => [.. endpoints.Select(_ => 0.5)]).PredictAsync(queries, cancellationToken);
            }
        }
    }
}
