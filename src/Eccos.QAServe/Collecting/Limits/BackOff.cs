using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Eccos.QAServe;

/// <summary>
/// Exponential back-off with half of it left to chance, so that requests that failed together do not come back together:
/// <code>
/// wait = w (1 + u) / 2,  w = min(longest, first 2^(k - 1))     k: failed attempts so far; u: uniform in [0, 1), from the seed and the question
/// </code>
/// </summary>
internal static class BackOff
{
    public static TimeSpan Of(QAServeCollectorOptions options, string item, string endpoint, int failures)
    {
        var w = Math.Min(options.LongestBackOff.TotalSeconds, options.FirstBackOff.TotalSeconds * Math.Pow(2, failures - 1));
        return TimeSpan.FromSeconds(w * (1 + Uniform($"{options.Seed}\n{endpoint}\n{item}\n{failures}")) / 2);
    }

    private static double Uniform(string text) => (BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) >> 11) * (1.0 / (1UL << 53));
}
