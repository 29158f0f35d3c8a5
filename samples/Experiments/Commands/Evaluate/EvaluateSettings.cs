using Eccos.Experiments.Optimizers;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Scheduling;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate;

/// <summary>The arguments of the evaluate command.</summary>
internal sealed record EvaluateSettings
{
    public required PredictorSource Source { get; init; }

    public required FileInfo Test { get; init; }

    public required string Optimizer { get; init; }

    public required CapacityRule Capacity { get; init; }

    public required int Window { get; init; }

    public required int Seeds { get; init; }

    public required int Samples { get; init; }

    public required EndpointSpeed Speed { get; init; }

    public required DirectoryInfo Out { get; init; }

    /// <summary>The relative gap to which assignments are solved.</summary>
    public double RelativeGap { get; init; } = 1e-3;

    /// <summary>A fresh optimizer. Its time limit is far above what a window takes: one that was reached would come out otherwise in another run.</summary>
    public IOptimizer CreateOptimizer() => OptimizerChoice.Create(Optimizer, new OptimizerSettings(Source.Seed, RelativeGap, TimeSpan.FromSeconds(60)));

    /// <summary>The replays of one setting and limit, one for each order of the queries.</summary>
    public IEnumerable<ReplayOptions> Orders(RoutingSetting setting, decimal? capacity) => Enumerable.Range(0, Seeds).Select(k => new ReplayOptions
    {
        Setting = setting,
        Window = Window,
        Capacity = capacity,
        Seed = Source.Seed + k,
    });
}
