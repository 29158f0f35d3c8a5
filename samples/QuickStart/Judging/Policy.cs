namespace QuickStart.Judging;

/// <summary>A way to place the test queries.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="EndpointOf">The endpoint of each query by its place in the pool; -1 for a query that is not placed.</param>
internal sealed record Policy(string Name, IReadOnlyList<int> EndpointOf);
