namespace Eccos;

/// <summary>What a reservation really used.</summary>
/// <param name="Tokens">Tokens used, input and output, 0 or more; <see langword="null"/> to leave the expected ones charged.</param>
/// <param name="CostUsd">USD spent, 0 or more; <see langword="null"/> to leave the expected cost charged.</param>
public readonly record struct CapacityUsage(double? Tokens, double? CostUsd)
{
    /// <summary>The request never reached the endpoint: nothing stays charged, not even the request.</summary>
    public static CapacityUsage NotSent { get; } = new(0, 0) { IsUnsent = true };

    /// <summary>Whether the request never reached the endpoint, and so does not count against its requests per minute.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool IsUnsent { get; init; }
}
