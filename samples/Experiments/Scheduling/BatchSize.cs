using System.Globalization;

namespace Eccos.Experiments.Scheduling;

/// <summary>How many queries are decided together.</summary>
/// <param name="Queries">1 or more; null for all of the file.</param>
internal readonly record struct BatchSize(int? Queries)
{
    public const string Allowed = "all, or a whole number, 1 or more";

    /// <exception cref="FormatException">The text is neither.</exception>
    public static BatchSize Parse(string text)
    {
        if (text == "all")
            return default;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var queries) && queries >= 1
            ? new BatchSize(queries)
            : throw new FormatException($"'{text}' is not {Allowed}.");
    }

    /// <summary>Cuts queries into batches, in their order; the last may be smaller.</summary>
    public IEnumerable<Query[]> Cut(IReadOnlyList<Query> queries) => queries.Chunk(Queries ?? Math.Max(1, queries.Count));

    public override string ToString() => Queries?.ToString(CultureInfo.InvariantCulture) ?? "all";
}
