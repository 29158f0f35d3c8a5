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
    };

    public static IReadOnlyCollection<string> Names => _trainers.Keys;

    public static ITrainer Create(string name, TrainerSettings settings) => _trainers[name](settings);
}
