namespace Eccos.Optimization;

/// <summary>A query's part in a side row.</summary>
/// <param name="Row">The row.</param>
/// <param name="At">Where g_i0 stands in the row's values.</param>
internal readonly record struct SideEntry(int Row, int At);
