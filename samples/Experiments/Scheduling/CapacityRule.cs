using System.Globalization;
using Eccos.QAServe;

namespace Eccos.Experiments.Scheduling;

/// <summary>The workload limit of every endpoint in a batch: none, or "balanced:F", F x batch / endpoints requests, rounded up.</summary>
/// <param name="Factor">F, greater than 0; a decimal, so that 1.1 x 100 / 10 is 11 and not a little more. Null for no limit.</param>
internal readonly record struct CapacityRule(decimal? Factor)
{
    private const string Balanced = "balanced:";

    public const string Allowed = "none, or balanced:F with F greater than 0, such as balanced:1.25";

    /// <exception cref="FormatException">The text is neither.</exception>
    public static CapacityRule Parse(string text)
    {
        if (text == "none")
            return default;
        return text.StartsWith(Balanced, StringComparison.Ordinal)
            && decimal.TryParse(text[Balanced.Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
            && factor is > 0 and <= 1_000_000
                ? new CapacityRule(factor)
                : throw new FormatException($"'{text}' is not {Allowed}.");
    }

    /// <summary>The requests each endpoint takes of one batch; null for no limit.</summary>
    public int? Limit(int batch, int endpoints) => new ReplayOptions { Capacity = Factor }.Limit(batch, endpoints);

    public override string ToString() => Factor is { } factor ? string.Create(CultureInfo.InvariantCulture, $"{Balanced}{factor}") : "none";
}
