using Eccos.Optimization;

namespace Eccos.Experiments.Optimizers;

/// <summary>The optimizers that can be chosen by name.</summary>
internal static class OptimizerChoice
{
    private static readonly Dictionary<string, Func<OptimizerSettings, IOptimizer>> _optimizers = new(StringComparer.Ordinal)
    {
        ["mip"] = settings => new AutomaticOptimizer(Mip(settings)),
        ["exact"] = settings => new MipOptimizer(Mip(settings)),
        ["dual"] = settings => new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = settings.RelativeGap, TimeLimit = settings.TimeLimit }),
        ["lagrangian"] = settings => new LagrangianOptimizer(new LagrangianOptimizerOptions { RelativeGap = settings.RelativeGap, TimeLimit = settings.TimeLimit }),
    };

    public static IReadOnlyCollection<string> Names => _optimizers.Keys;

    public static IOptimizer Create(string name, OptimizerSettings settings) => _optimizers[name](settings);

    private static MipOptimizerOptions Mip(OptimizerSettings settings) => new()
    {
        Seed = settings.Seed,
        RelativeGap = settings.RelativeGap,
        TimeLimit = settings.TimeLimit,
    };
}
