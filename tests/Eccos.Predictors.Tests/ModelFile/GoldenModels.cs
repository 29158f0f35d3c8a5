using Eccos.Observations;

namespace Eccos.Predictors.Tests;

/// <summary>The predictors of which golden files are kept beside this one: each kind, fitted to synthetic records, as small as shows all of its parts.</summary>
internal static class GoldenModels
{
    public static readonly string[] Kinds = ["mlp", "hybrid", "extensible"];

    /// <summary>Every kind in every format version.</summary>
    public static readonly object[][] Files = [.. from version in Enumerable.Range(1, ModelHeader.Version) from kind in Kinds select new object[] { kind, version }];

    public static readonly Query[] Queries =
    [
        new("1", "What is the simple river 5"), new("2", "def function(x): return intricate derivation apple train 17"), new("3", ""), new("4", "δοκιμή 試験 🙂"), new("5", "What is the usual mirror") { InputTokens = 11 },
    ];

    /// <summary>The queries that the golden files of a version were asked. From version 2 on the last one has a twin.</summary>
    public static Query[] QueriesOf(int version) => version == 1 ? Queries : [.. Queries, new("6", Synthetic.Set(240, 7).Records[4].Query + " please")];

    public static string ModelPath(string kind, int version = ModelHeader.Version) => InFolder($"{kind}-version-{version}.model");

    /// <summary>What the model of that path predicted when it was written.</summary>
    public static string PredictionPath(string kind, int version = ModelHeader.Version) => InFolder($"{kind}-version-{version}.json");

    /// <summary>The records that all of them are fitted to.</summary>
    public static TrainingSet Set => WithSourcesAndTwins(Synthetic.Set(240, 7));

    /// <summary>Fits "knn", "mlp" or "hybrid".</summary>
    public static ITrainer Trainer(string kind)
    {
        var text = new TextEncoderOptions { LatentDimensions = 8, VocabularyLimit = 60 };
        var mlp = new MlpOptions { HiddenLayers = [8], EmbeddingLength = 4, Members = 2, MaxEpochs = 6, ValidationFraction = 0.5, TextEncoder = text };
        return kind switch
        {
            "knn" => new KnnTrainer(new KnnOptions { TextEncoder = text }),
            "mlp" => new MlpTrainer(mlp),
            _ => new HybridTrainer(new HybridOptions { Folds = 3, FoldMembers = 1, Mlp = mlp, TextEncoder = text }),
        };
    }

    public static async Task<IPredictor> FitAsync(string kind)
    {
        var set = Set;
        if (kind != "extensible")
            return await Trainer(kind).FitAsync(set);
        var pool = new ModelPool(set.Endpoints.Select((name, j) => new Endpoint(name)
        {
            Prices = new TokenPrices(j + 1, 2 * (j + 1)),
            Facts = new Dictionary<string, string> { ["parameters_b"] = $"{7 * (j + 1)}", ["released"] = "2024-05" },
        }));
        var extensible = await ExtensiblePredictor.FitAsync(Trainer("knn"), set, pool, new NewEndpointOptions { Folds = 2 });
        Probe[] probes = [.. Enumerable.Range(0, 10).Select(i => new Probe(set.Records[i].ToQuery(), i % 3 / 2.0) { OutputTokens = 50 * (i + 1), CostUsd = 0.001 * i })];
        return extensible.WithEndpoint(new Endpoint("probed"), probes).WithEndpoint(new Endpoint("unprobed") { Prices = new TokenPrices(3, 4) }, []);
    }

    /// <summary>Every figure of a prediction, by name.</summary>
    public static Dictionary<string, double?[]> Figures(Prediction prediction) => new()
    {
        ["success"] = Values(prediction.Success),
        ["standard_error"] = Values(prediction.StandardError),
        ["output_tokens"] = Values(prediction.OutputTokens),
        ["median_output_tokens"] = Values(prediction.MedianOutputTokens),
        ["input_tokens"] = Values(prediction.InputTokens),
        ["cost_usd"] = Values(prediction.CostUsd),
        ["mean_success"] = [.. prediction.HeldOutErrors!.MeanSuccess],
        ["advantage_slopes"] = [.. prediction.HeldOutErrors.AdvantageSlopes],
        ["correlation"] = [prediction.HeldOutErrors.Correlation],
    };

    /// <summary>Every other query is asked once more in nearly the same words that turn the outcome round, so that a hybrid or a network learns from twins.</summary>
    private static TrainingSet WithSourcesAndTwins(TrainingSet set) => Sets.Of([.. set.Records.SelectMany((record, i) =>
    {
        var sourced = record with { Source = record.Query.StartsWith("def", StringComparison.Ordinal) ? "code" : "words" };
        return i % 2 == 0 ? [sourced, Twin(sourced)] : (IEnumerable<QAServeRecord>)[sourced];
    })]);

    private static QAServeRecord Twin(QAServeRecord record) => record with
    {
        Id = record.Id + " again",
        Query = record.Query + " again",
        Outputs = [.. record.Outputs.Select(output => output with { Correct = 1 - output.Correct })],
    };

    private static double?[] Values(QueryEndpointMatrix? matrix) =>
        matrix is null ? [] : Array.ConvertAll(matrix.Values.ToArray(), value => double.IsNaN(value) ? null : (double?)value);

    private static string InFolder(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "ModelFile", name);
}
