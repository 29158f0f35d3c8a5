namespace Eccos.Optimization;

/// <summary>What a sample tells of y, the quantity that the priced limit counts.</summary>
/// <param name="Least">Its mean where o alone decides.</param>
/// <param name="Most">The most its mean can be.</param>
/// <param name="Deviation">sigma, its standard deviation at the prices.</param>
/// <param name="Count">n, the queries of the sample.</param>
/// <param name="IsReference">Whether the sample is of typical queries, and not of the stream itself.</param>
internal readonly record struct YieldStatistics(double Least, double Most, double Deviation, int Count, bool IsReference);
