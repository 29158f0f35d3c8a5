using Eccos.Predictors;

namespace Eccos.Experiments.Predictors;

/// <summary>The predictors that can be chosen by name.</summary>
internal static class TrainerChoice
{
    private static readonly Dictionary<string, Func<TrainerSettings, ITrainer>> _trainers = new(StringComparer.Ordinal)
    {
        ["knn"] = settings => new KnnTrainer(new KnnOptions { Seed = settings.Seed, TokenCounter = settings.TokenCounter }),
        ["mlp"] = settings => new MlpTrainer(new MlpOptions { Seed = settings.Seed, TokenCounter = settings.TokenCounter }),
        ["hybrid"] = settings => new HybridTrainer(new HybridOptions { Seed = settings.Seed, TokenCounter = settings.TokenCounter }),
        // The yardstick: the plain mean of the 16 nearest.
        ["knn16"] = settings => new KnnTrainer(new KnnOptions { Neighbours = 16, Shrinkage = 1e-6, Temperature = 1000, Seed = settings.Seed, TokenCounter = settings.TokenCounter }),
    };

    public static IReadOnlyCollection<string> Names => _trainers.Keys;

    public static ITrainer Create(string name, TrainerSettings settings) => _trainers[name](settings);
}
