namespace Eccos.QAServe;

/// <summary>A figure over some queries.</summary>
/// <param name="queries">The places of the queries; a place may stand several times.</param>
/// <returns>The figure.</returns>
public delegate double BootstrapStatistic(ReadOnlySpan<int> queries);
