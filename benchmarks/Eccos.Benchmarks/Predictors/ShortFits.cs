using Eccos.Predictors;

namespace Eccos.Benchmarks.Predictors;

/// <summary>Predictors of the size of a real fit whose training was cut short: how well they predict makes no difference to how fast.</summary>
internal static class ShortFits
{
    public static Task<KnnPredictor> KnnAsync(TrainingSet set) =>
        new KnnTrainer(new KnnOptions { Neighbours = 100, Shrinkage = 0.3, Temperature = 0.2 }).FitAsync(set);

    public static Task<MlpPredictor> MlpAsync(TrainingSet set) => new MlpTrainer(Mlp()).FitAsync(set);

    public static Task<HybridPredictor> HybridAsync(TrainingSet set) => new HybridTrainer(new HybridOptions { Folds = 2, FoldMembers = 1, Mlp = Mlp() }).FitAsync(set);

    private static MlpOptions Mlp() => new() { MaxEpochs = 1 };
}
