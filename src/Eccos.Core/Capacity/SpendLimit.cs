namespace Eccos;

/// <summary>The most that may be spent in any span of a given length (a sliding window).</summary>
/// <remarks>An immutable value, checked where it enters a pool or the options.</remarks>
/// <param name="Usd">USD; more than 0 and at most 1,000,000,000. Counted in billionths of a dollar.</param>
/// <param name="Window">The length of the span; 1 second to 366 days.</param>
public sealed record SpendLimit(double Usd, TimeSpan Window);
