using System.Globalization;
using System.Text.RegularExpressions;

namespace Eccos.Predictors;

/// <summary>
/// The facts that endpoints are compared by: the logarithms of their prices and parameter counts, and the month of their release. A fact
/// that an endpoint lacks is a fact too, because it is mostly the makers of the strongest models who do not publish it.
/// </summary>
/// <param name="InputPrice">ln of USD per million input tokens; NaN when unknown, as with all others.</param>
/// <param name="OutputPrice">ln of USD per million output tokens.</param>
/// <param name="Parameters">ln of billions of parameters: those that facts state or, without, the name ("llama-3.1-70b").</param>
/// <param name="ActiveParameters">The same of those that a token passes; all of them where it is not stated.</param>
/// <param name="Month">Months since the year 0, of a release in the years 2000 to 2100.</param>
internal readonly partial record struct EndpointFacts(double InputPrice, double OutputPrice, double Parameters, double ActiveParameters, double Month)
{
    private const string ParametersFact = "parameters_b";
    private const string ActiveParametersFact = "active_parameters_b";
    private const string ReleasedFact = "released";

    /// <summary>A release before or after these years is a slip of the pen, and taken as not stated.</summary>
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <summary>Whether nothing is known of the endpoint.</summary>
    public bool IsEmpty => !Array.Exists(ToArray(), double.IsFinite);

    public static EndpointFacts Of(Endpoint endpoint)
    {
        var parameters = Number(endpoint, ParametersFact) ?? SizeInName(endpoint.Name);
        return new EndpointFacts(
            Log(endpoint.Prices?.Input),
            Log(endpoint.Prices?.Output),
            Log(parameters),
            Log(Number(endpoint, ActiveParametersFact) ?? parameters),
            Months(endpoint));
    }

    /// <summary>Facts on comparable scales, one row per endpoint, without those in which the known endpoints do not differ.</summary>
    /// <param name="known">The endpoints with history, by which facts are standardised.</param>
    /// <param name="endpoint">The one without; its row is the last.</param>
    public static double[][] Table(IReadOnlyList<Endpoint> known, Endpoint endpoint)
    {
        double[][] raw = [.. known.Append(endpoint).Select(one => Of(one).ToArray())];
        var table = Array.ConvertAll(raw, _ => new List<double>());
        for (var k = 0; k < raw[0].Length; k++)
        {
            var values = Enumerable.Range(0, known.Count).Select(j => raw[j][k]).Where(double.IsFinite).ToArray();
            if (values.Length == 0)
                continue;
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            if (deviation > 1e-9)
                Add(row => double.IsFinite(row[k]) ? Math.Clamp((row[k] - mean) / deviation, -3, 3) : 0);
            if (values.Length < known.Count)
            {
                var present = (double)values.Length / known.Count;
                Add(row => ((double.IsFinite(row[k]) ? 1 : 0) - present) / Math.Sqrt(present * (1 - present)));
            }
        }

        return Array.ConvertAll(table, row => row.ToArray());

        void Add(Func<double[], double> fact)
        {
            for (var j = 0; j < raw.Length; j++)
                table[j].Add(fact(raw[j]));
        }
    }

    private double[] ToArray() => [InputPrice, OutputPrice, Parameters, ActiveParameters, Month];

    private static double Log(double? value) => value > 0 ? Math.Log(value.Value) : double.NaN;

    private static double? Number(Endpoint endpoint, string fact) =>
        double.TryParse(Fact(endpoint, fact), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static double? SizeInName(string name) =>
        SizeRegex().Match(name) is { Success: true } match && double.TryParse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A fact by its name in whatever case, whichever comparer the dictionary has: a loaded model has another than the one that was saved.</summary>
    private static string? Fact(Endpoint endpoint, string name) =>
        endpoint.Facts.Where(fact => fact.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).OrderBy(fact => fact.Key != name).Select(fact => fact.Value).FirstOrDefault();

    private static double Months(Endpoint endpoint) =>
        DateOnly.TryParseExact(Fact(endpoint, ReleasedFact), ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= FirstYear and <= LastYear
            ? (day.Year * 12) + day.Month
            : double.NaN;

    /// <summary>A number with a b behind it that stands for itself: the "70" of "llama-3.1-70b-instruct", nothing of "8x7b" or "b2b".</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}.])([0-9]{1,6}(?:\.[0-9]{1,6})?)b(?![\p{L}\p{N}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SizeRegex();
}
