using System.Globalization;
using System.Text;

namespace Eccos;

/// <summary>Puts a decision into words.</summary>
internal static class Explanation
{
    public static string Of(DecisionRecord decision)
    {
        var text = new StringBuilder();
        if (decision.Endpoints.FirstOrDefault(endpoint => endpoint.Verdict == EndpointVerdict.Chosen) is { } chosen)
            text.Append(CultureInfo.InvariantCulture, $"Query '{decision.QueryId}' goes to '{chosen.Name}' ({Figures(chosen)}): ").Append(Words(decision.Reason));
        else
            text.Append(CultureInfo.InvariantCulture, $"Query '{decision.QueryId}' is not placed: ").Append(Words(decision.Reason));
        if (decision.Observed is { } observed)
            text.Append(". ").Append(Observed(decision, observed));
        text.Append(Goal(decision)).Append('.');
        var others = decision.Endpoints.Where(endpoint => endpoint.Verdict is not (EndpointVerdict.Chosen or EndpointVerdict.Preferred)).Select(Other).ToArray();
        if (others.Length > 0)
            text.Append(' ').AppendJoin("; ", others).Append('.');
        return text.ToString();
    }

    private static string Observed(DecisionRecord decision, ObservedChoice observed)
    {
        if (observed.Endpoint is null)
            return $"By itself it would not have been placed: {Words(observed.Reason)}";
        if (observed.Agrees)
            return decision.Endpoint is null
                ? $"'{observed.Endpoint}' would have been chosen too: {Words(observed.Reason)}"
                : $"It would have been chosen too: {Words(observed.Reason)}";
        var preferred = decision.Endpoints.First(endpoint => endpoint.Name == observed.Endpoint);
        return $"'{preferred.Name}' ({Figures(preferred)}) would have been chosen: {Words(observed.Reason)}";
    }

    private static string Goal(DecisionRecord decision)
    {
        var limits = new List<string>(2);
        if (decision.QualityFloor is { } floor)
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"floor {floor:0.###}"));
        if (decision.BudgetUsd is { } budget)
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"budget {budget:G4} USD"));
        return limits.Count == 0 ? "" : $" ({string.Join(", ", limits)})";
    }

    private static string Other(ConsideredEndpoint endpoint) => $"'{endpoint.Name}' ({Figures(endpoint)}) {Words(endpoint.Verdict)}";

    private static string Figures(ConsideredEndpoint endpoint) =>
        string.Create(CultureInfo.InvariantCulture, $"{endpoint.CostUsd:G3} USD, success {endpoint.SuccessProbability:0.000} +- {endpoint.StandardError:0.000}");

    private static string Words(PlacementReason reason) => reason switch
    {
        PlacementReason.MeetsGoal => "part of the assignment that best meets the goal",
        PlacementReason.LimitRelaxed => "not all limits could be kept, and the goal gave way",
        PlacementReason.Deferred => "left out so that the rest keeps all limits",
        PlacementReason.NoEligibleEndpoint => "no endpoint has what the query asks for",
        PlacementReason.Infeasible => "no assignment keeps all limits",
        PlacementReason.EndpointsOut => "every endpoint that may serve it is out of service",
        PlacementReason.NoRoom => "no endpoint that may serve it has room",
        PlacementReason.QueueFull => "no endpoint that may serve it has room, and as many as may wait are waiting",
        PlacementReason.WaitedTooLong => "no endpoint that may serve it had room in time",
        PlacementReason.OutOfTime => "the optimizer ended without an assignment",
        PlacementReason.ChosenByHost => "its host had chosen it",
        _ => reason.ToString(),
    };

    private static string Words(EndpointVerdict verdict) => verdict switch
    {
        EndpointVerdict.MoreExpensive => "costs more than its gain is worth",
        EndpointVerdict.LessCapable => "is less likely to be correct than its saving is worth",
        EndpointVerdict.Full => "is full, or does more for other queries",
        EndpointVerdict.CoolingDown => "is cooling down",
        EndpointVerdict.BelowMinimum => "is below the query's minimum",
        EndpointVerdict.LacksTag => "lacks a required tag",
        EndpointVerdict.NotAllowed => "is not allowed by the query",
        EndpointVerdict.TooLong => "has too small a context window",
        EndpointVerdict.Possible => "could have served it",
        EndpointVerdict.Preferred => "would have been chosen",
        _ => verdict.ToString(),
    };
}
