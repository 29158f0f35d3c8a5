namespace Eccos.Predictors.Tests;

/// <summary>Small predictors to save.</summary>
internal static class SavedModels
{
    public static readonly Query[] Queries =
    [
        new("1", "query 3 of 1"), new("2", "How many apples are 12 + 30?"), new("3", ""), new("4", "δοκιμή 試験 🙂"), new("5", "query 9 of 1") { InputTokens = 11 },
    ];

    /// <summary>k-nearest neighbours on the default encoder; the greater <paramref name="size"/>, the more of everything.</summary>
    public static Task<KnnPredictor> KnnAsync(int size, int seed = 1) => new KnnTrainer(new KnnOptions
    {
        Neighbours = 5,
        Shrinkage = 0.7,
        Temperature = 0.3,
        TextEncoder = new TextEncoderOptions { LatentDimensions = Math.Max(size / 4, 3), VocabularyLimit = size * 2 },
    }).FitAsync(Sets.Of(Sets.RandomRecords(size, 3, 0.7, seed)));

    /// <summary>Every number of a prediction, as bits.</summary>
    public static async Task<long[]> BitsAsync(IPredictor predictor)
    {
        var prediction = await predictor.PredictAsync(Queries);
        return [.. new[] { prediction.Success, prediction.StandardError, prediction.OutputTokens, prediction.InputTokens, prediction.CostUsd }
            .SelectMany(matrix => matrix is null ? [-1L] : matrix.Values.ToArray().Select(BitConverter.DoubleToInt64Bits))];
    }
}
