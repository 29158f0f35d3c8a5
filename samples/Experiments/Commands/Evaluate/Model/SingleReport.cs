namespace Eccos.Experiments.Commands.Evaluate.Model;

/// <summary>One endpoint for all test queries, without workload limits.</summary>
internal sealed record SingleReport(string Model, double? Success, double? CostUsd);
