namespace Eccos.Predictors.Tests;

/// <summary>Small predictors to save.</summary>
internal static class SavedModels
{
    private static readonly string[] _words = ["integral", "river", "apples", "proof", "French", "capital", "def f(x):", "42 = x + 7", "heart", "law"];

    public static readonly Query[] Queries =
    [
        new("1", Text(3)), new("2", "How many apples are 12 + 30?"), new("3", ""), new("4", "δοκιμή 試験 🙂"), new("5", Text(8) + " and river") { InputTokens = 11 },
    ];

    /// <summary>k-nearest neighbours on the default encoder; the greater <paramref name="size"/>, the more of everything.</summary>
    public static Task<KnnPredictor> KnnAsync(int size, int seed = 1) => new KnnTrainer(new KnnOptions
    {
        Neighbours = 5,
        Shrinkage = 0.7,
        Temperature = 0.3,
        TextEncoder = new TextEncoderOptions { LatentDimensions = Math.Max(size / 4, 3), VocabularyLimit = size * 10 },
    }).FitAsync(Sets.Of([.. Sets.RandomRecords(size, 3, 0.7, seed).Select((record, i) => record with { Query = Text(i) })]));

    /// <summary>A small predictor of a kind.</summary>
    public static async Task<IPredictor> OfAsync(string kind, int seed = 4) => kind switch
    {
        "knn" => await KnnAsync(20, seed),
        "extensible" => await ExtensibleAsync("knn", seed),
        _ => await TrainedAsync(kind, seed),
    };

    /// <summary>A small "mlp" or "hybrid".</summary>
    public static async Task<IPredictor> TrainedAsync(string kind, int seed = 4)
    {
        var set = Sets.Of([.. Sets.RandomRecords(60, 3, 0.9, seed).Select((record, i) => record with { Source = i % 3 == 0 ? "a" : "b" })]);
        var text = new TextEncoderOptions { LatentDimensions = 8, VocabularyLimit = 100 };
        var mlp = new MlpOptions { MaxEpochs = 2, Members = 2, TextEncoder = text };
        return kind == "mlp" ? await new MlpTrainer(mlp).FitAsync(set) : await new HybridTrainer(new HybridOptions { Mlp = mlp, TextEncoder = text, Folds = 2, FoldMembers = 1 }).FitAsync(set);
    }

    /// <summary>A small "knn", "mlp" or "hybrid" that two endpoints without history were added to.</summary>
    public static async Task<ExtensiblePredictor> ExtensibleAsync(string kind, int seed = 4)
    {
        var set = Sets.Of(Sets.RandomRecords(60, 3, 0.9, seed));
        var pool = new ModelPool(set.Endpoints.Select((name, j) => new Endpoint(name)
        {
            Prices = j == 0 ? null : new TokenPrices(j, 2 * j),
            Facts = new Dictionary<string, string> { ["parameters_b"] = $"{7 * (j + 1)}", ["released"] = "2024-05" },
        }));
        IPredictor predictor = kind == "knn" ? await new KnnTrainer(new KnnOptions { Neighbours = 5, Shrinkage = 1, Temperature = 0.3 }).FitAsync(set) : await TrainedAsync(kind, seed);
        var outOfFold = await predictor.PredictAsync([.. set.Records.Select(record => record.ToQuery())]);
        var extensible = ExtensiblePredictor.Create(predictor, outOfFold, set, pool);
        Probe[] probes = [.. extensible.SelectProbes(10).Select((query, i) => new Probe(query, i % 3 / 2.0) { OutputTokens = 50 * i, CostUsd = 0.001 * i })];
        return extensible.WithEndpoint(new Endpoint("probed"), probes).WithEndpoint(new Endpoint("unprobed") { Prices = new TokenPrices(3, 4) }, []);
    }

    private static string Text(int i) => $"What of {_words[i % _words.Length]} and {_words[i * 7 / 3 % _words.Length]}, {_words[i / 4 % _words.Length]}?";

    /// <summary>Every number of a prediction, as bits.</summary>
    public static async Task<long[]> BitsAsync(IPredictor predictor)
    {
        var prediction = await predictor.PredictAsync(Queries);
        return [.. new[] { prediction.Success, prediction.StandardError, prediction.OutputTokens, prediction.InputTokens, prediction.CostUsd }
            .SelectMany(matrix => matrix is null ? [-1L] : matrix.Values.ToArray().Select(BitConverter.DoubleToInt64Bits))];
    }
}
