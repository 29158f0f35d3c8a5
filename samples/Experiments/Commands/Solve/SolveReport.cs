using Eccos.Experiments.Arguments;
using Eccos.Experiments.Files;

namespace Eccos.Experiments.Commands.Solve;

/// <summary>What a solve gave, as JSON names it; null where nothing was found or is not known.</summary>
internal sealed record SolveReport
{
    public required string Optimizer { get; init; }

    /// <summary>What is striven for.</summary>
    public required string StrivesFor { get; init; }

    public required int Queries { get; init; }

    public required int Endpoints { get; init; }

    public required string Status { get; init; }

    public required string StopReason { get; init; }

    /// <summary>USD, or for the best quality the average success probability.</summary>
    public required double? Objective { get; init; }

    /// <summary>A proven bound of the objective.</summary>
    public required double? Bound { get; init; }

    public required double? Gap { get; init; }

    public required double? CostUsd { get; init; }

    /// <summary>The average success probability of the queries that are served.</summary>
    public required double? Success { get; init; }

    /// <summary>The queries without an endpoint.</summary>
    public required int Unassigned { get; init; }

    /// <summary>Of every solve, in the order in which they ran: the first ones include just-in-time compilation.</summary>
    public required IReadOnlyList<double> Milliseconds { get; init; }

    public required double MedianMilliseconds { get; init; }

    /// <summary>The queries of every endpoint.</summary>
    public required IReadOnlyDictionary<string, int> Loads { get; init; }

    public required IReadOnlyList<SolveLimit> ShadowPrices { get; init; }

    public required IReadOnlyList<SolveLimit> BindingLimits { get; init; }

    /// <summary>Why not all limits can be kept; null when they can.</summary>
    public required SolveInfeasibility? Infeasible { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public static SolveReport Of(SolveSettings settings, PredictionTable table, AssignmentProblem problem, Assignment assignment, double[] milliseconds)
    {
        var isFound = assignment.IsFound;
        return new SolveReport
        {
            Optimizer = settings.Optimizer,
            StrivesFor = EnumName.Of(settings.Objective),
            Queries = problem.QueryCount,
            Endpoints = problem.EndpointCount,
            Status = EnumName.Of(assignment.Status),
            StopReason = EnumName.Of(assignment.StopReason),
            Objective = Known(assignment.Objective),
            Bound = Known(assignment.Bound),
            Gap = Known(assignment.Gap),
            CostUsd = isFound ? assignment.Cost : null,
            Success = isFound ? assignment.Quality : null,
            Unassigned = assignment.EndpointOf.Count(j => j == Assignment.Unassigned),
            Milliseconds = milliseconds,
            MedianMilliseconds = Median(milliseconds),
            Loads = table.Endpoints.Index().ToDictionary(entry => entry.Item, entry => assignment.EndpointOf.Count(j => j == entry.Index), StringComparer.Ordinal),
            ShadowPrices = [.. assignment.ShadowPrices.Select(price => SolveLimit.Of(price, table.Endpoints, problem))],
            BindingLimits = [.. assignment.BindingLimits.Select(limit => SolveLimit.Of(limit, table.Endpoints))],
            Infeasible = assignment.Infeasibility is { } reason ? SolveInfeasibility.Of(reason, table.Endpoints) : null,
            Warnings = [.. SolveWarnings.Of(settings, problem, assignment)],
        };
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
