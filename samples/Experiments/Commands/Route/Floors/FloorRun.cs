namespace Eccos.Experiments.Commands.Route.Floors;

/// <summary>One setting in one order.</summary>
/// <param name="Setting">How the floor was asked for.</param>
/// <param name="Order">The order's number, from 0.</param>
/// <param name="Batches">Its batches.</param>
internal sealed record FloorRun(FloorSetting Setting, int Order, IReadOnlyList<FloorBatch> Batches);
