using System.Text.Json.Serialization;

namespace Eccos;

/// <summary>What a decision knew of one endpoint for one query, and what it made of it.</summary>
/// <param name="Name">The endpoint's name.</param>
/// <param name="SuccessProbability">a_ij, the predicted chance of a correct answer.</param>
/// <param name="StandardError">The standard error of <paramref name="SuccessProbability"/>.</param>
/// <param name="CostUsd">c_ij, the expected cost in USD.</param>
/// <param name="ReducedCost">
/// The cost at the shadow prices of the limits; the lowest one is the best choice for the query alone. In USD,
/// c_ij - lambda a_ij / N + mu_j + tau_j t_ij, where the least cost is striven for; in success probability, N beta c_ij - a_ij + N (mu_j + tau_j t_ij),
/// where the best quality is. Of a single query placed by prices, at its <see cref="Placement.Multiplier"/> alone, without mu_j and tau_j.
/// <see langword="null"/> when there are no shadow prices.
/// </param>
/// <param name="Verdict">Why it serves the query, or does not.</param>
public sealed record ConsideredEndpoint(
    string Name,
    double SuccessProbability,
    double StandardError,
    double CostUsd,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? ReducedCost,
    EndpointVerdict Verdict)
{
    /// <summary>t_ij, the expected input and output tokens.</summary>
    public double Tokens { get; init; }

    /// <summary>Whether it might serve the query: it has what the query asks for and, in a batch, is not out and could be paid.</summary>
    public bool IsEligible { get; init; }

    /// <summary>What refused it when it was asked, or, for money, what refused a cheaper one; <see cref="CapacityKind.None"/> when it was not refused.</summary>
    public CapacityKind RefusedBy { get; init; }
}
