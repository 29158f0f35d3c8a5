using Eccos.Predictors;

namespace Eccos.Experiments.Predictors;

/// <summary>The predictors that can be chosen by name.</summary>
internal static class TrainerChoice
{
    /// <summary>Plain means of the 16 nearest, which are not corrected either.</summary>
    public const string Yardstick = "knn16";

    private static readonly Dictionary<string, Func<TrainerSettings, ITrainer>> _trainers = new(StringComparer.Ordinal)
    {
        ["knn"] = settings => new KnnTrainer(new KnnOptions { Seed = settings.Seed, TokenCounter = settings.TokenCounter }),
        ["mlp"] = settings => new MlpTrainer(new MlpOptions { Seed = settings.Seed, TokenCounter = settings.TokenCounter }),
        ["hybrid"] = settings => new HybridTrainer(new HybridOptions { Seed = settings.Seed, TokenCounter = settings.TokenCounter }),
        [Yardstick] = settings => new UncorrectedTrainer(new KnnTrainer(new KnnOptions { Neighbours = 16, Shrinkage = 1e-6, Temperature = 1000, Seed = settings.Seed, TokenCounter = settings.TokenCounter })),
    };

    public static IReadOnlyCollection<string> Names => _trainers.Keys;

    public static ITrainer Create(string name, TrainerSettings settings) => _trainers[name](settings);
}
