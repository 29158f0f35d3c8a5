namespace Eccos.Experiments.Files;

/// <summary>A line of decisions.jsonl: the endpoint chosen for one query.</summary>
/// <param name="QueryId">The record's id.</param>
/// <param name="Model">The endpoint's name.</param>
/// <param name="Success">The success probability expected of it.</param>
/// <param name="CostUsd">The cost expected of it in USD.</param>
/// <param name="Batch">The batch the query was decided in, from 0.</param>
internal sealed record DecisionLine(string QueryId, string Model, double Success, double CostUsd, int Batch);
