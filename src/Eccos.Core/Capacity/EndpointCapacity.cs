namespace Eccos;

/// <summary>What is free of one endpoint; <see langword="null"/> for no limit.</summary>
/// <param name="Requests">Requests it takes now, by concurrency and by the minute; 0 or more.</param>
/// <param name="Tokens">Tokens it takes now; 0 or more.</param>
/// <param name="SpendUsd">USD that may be spent on it now; 0 or more.</param>
/// <param name="InFlight">Requests it is serving, 0 or more.</param>
public readonly record struct EndpointCapacity(int? Requests, long? Tokens, double? SpendUsd, int InFlight)
{
    /// <summary>The greatest part of one of its limits that is in use.</summary>
    /// <value>0 or more, above 1 where more is in use than a limit allows; <see langword="null"/> for an endpoint without limits, or where the ledger does not tell.</value>
    public double? Load { get; init; }
}
