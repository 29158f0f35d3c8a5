namespace Eccos.QAServe;

/// <summary>What came of a simulation.</summary>
/// <param name="Pool">The endpoints.</param>
/// <param name="Queries">The queries in the order of their arrival.</param>
/// <param name="SchedulingTime">The time the scheduler itself took on the machine for all of them, predictions and waking up included; it is no part of the virtual time.</param>
public sealed record SimulationRun(ModelPool Pool, IReadOnlyList<SimulatedQuery> Queries, TimeSpan SchedulingTime);
