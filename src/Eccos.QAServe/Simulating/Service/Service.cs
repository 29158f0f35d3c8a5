namespace Eccos.QAServe;

/// <summary>How an endpoint served one query.</summary>
/// <param name="Duration">From the placement to the whole answer; 0 to 366 days.</param>
/// <param name="Usage">What the lease is settled with; <see langword="null"/> to leave charged what was expected.</param>
public readonly record struct Service(TimeSpan Duration, Usage? Usage = null);
