using System.Text;
using Eccos.Observations;

namespace Eccos.QAServe.Tests;

/// <summary>Reads texts as if they were files.</summary>
internal static class Texts
{
    public static async Task<IReadOnlyList<BenchmarkItem>> ReadAsync(BenchmarkFormat format, string name, string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await BenchmarkFile.ReadAsync(stream, name, format).ToListAsync();
    }

    public static async Task<IReadOnlyList<QAServeRecord>> ReadAsync(RoutingDataFormat format, string name, string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await RoutingDataFile.ReadAsync(stream, name, format).ToListAsync();
    }
}
