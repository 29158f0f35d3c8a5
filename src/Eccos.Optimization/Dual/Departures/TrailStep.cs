namespace Eccos.Optimization;

/// <summary>A departure, and the one before it.</summary>
/// <param name="Before">Its place in the trail; -1 for none.</param>
/// <param name="Query">i.</param>
/// <param name="Endpoint">The endpoint that i moves to.</param>
internal readonly record struct TrailStep(int Before, int Query, int Endpoint);
