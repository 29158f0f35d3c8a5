using System.Globalization;

namespace QuickStart.Printing;

/// <summary>How figures are written, the same on every machine.</summary>
internal static class Figures
{
    public static string Percent(double fraction) => double.IsFinite(fraction) ? Invariant($"{100 * fraction:F1} %") : "-";

    public static string Points(double fraction) => Invariant($"{100 * fraction:F1}");

    /// <summary>USD with four significant digits or so.</summary>
    public static string Usd(double usd) => usd >= 1 ? Invariant($"{usd:F3}") : Invariant($"{usd:F4}");

    public static string Price(double usd) => Invariant($"{usd:0.00##}");

    public static string Gap(double gap) => double.IsNaN(gap) ? "-" : Invariant($"{100 * gap:0.0###} %");

    public static string Milliseconds(TimeSpan time, int queries) => Invariant($"{time.TotalMilliseconds / queries:F2} ms");

    public static string Seconds(TimeSpan time) => Invariant($"{time.TotalSeconds:F1} s");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
