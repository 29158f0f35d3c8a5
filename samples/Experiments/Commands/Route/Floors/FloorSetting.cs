using Eccos.Experiments.Arguments;
using Eccos.Experiments.Scheduling;

namespace Eccos.Experiments.Commands.Route.Floors;

/// <summary>One way to ask for the floor.</summary>
/// <param name="Scope">Over every batch, or over the batches that follow each other.</param>
/// <param name="Batch">The queries decided together.</param>
internal sealed record FloorSetting(FloorScope Scope, BatchSize Batch)
{
    /// <summary>The setting of the run itself, and both scopes for every size that is to be compared.</summary>
    public static IReadOnlyList<FloorSetting> Of(RouteSettings settings)
    {
        var own = new FloorSetting(settings.FloorScope, settings.Batch);
        return [own, .. settings.Compare.SelectMany(batch => new[] { new FloorSetting(FloorScope.Batch, batch), new FloorSetting(FloorScope.Running, batch) }).Where(setting => setting != own)];
    }

    public override string ToString() => $"{(Scope == FloorScope.Batch ? "every batch" : EnumName.Of(Scope))}, {(Batch.Queries is { } n ? $"{n}" : "all")}";
}
