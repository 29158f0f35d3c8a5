using Eccos.Experiments.Optimizers;
using Eccos.Experiments.Scheduling;

namespace Eccos.Experiments.Commands.Route.Floors;

/// <summary>Decides the same predictions again in several orders, and as several settings ask, so that shares of batches mean something.</summary>
/// <param name="settings">The options of the run.</param>
/// <param name="pool">The endpoints.</param>
/// <param name="decided">The run, whose predictions are used.</param>
internal sealed class FloorStudy(RouteSettings settings, ModelPool pool, IReadOnlyList<DecidedBatch> decided)
{
    /// <summary>Decides every setting in every order.</summary>
    /// <param name="queries">The queries as they stand in the file.</param>
    /// <param name="progress">Told the part that is done.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async Task<IReadOnlyList<FloorRun>> DecideAsync(IReadOnlyList<Query> queries, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var predictor = new KnownPredictor(decided.Select(batch => batch.Predicted));
        var optimizer = OptimizerChoice.Create(settings.Optimizer, new OptimizerSettings(settings.Source.Seed, settings.Gap, TimeSpan.FromSeconds(settings.TimeLimitSeconds)));
        var runs = new List<FloorRun>();
        var asked = FloorSetting.Of(settings);
        for (var k = 0; k < asked.Count * settings.Orders; k++)
        {
            var (setting, order) = (asked[k / settings.Orders], k % settings.Orders);
            using var scheduler = new BatchScheduler(pool, predictor, optimizer, settings.Goal with { FloorScope = setting.Scope }, settings.Capacity);
            var batches = new List<FloorBatch>();
            foreach (var batch in setting.Batch.Cut(settings.Order.Apply(queries, settings.Source.Seed + order)))
                batches.Add(FloorBatch.Of(await scheduler.DecideAsync(batches.Count, batch, cancellationToken)));
            runs.Add(new FloorRun(setting, order, batches));
            progress.Report((k + 1.0) / (asked.Count * settings.Orders));
        }

        return runs;
    }
}
