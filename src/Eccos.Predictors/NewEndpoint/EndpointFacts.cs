using System.Globalization;

namespace Eccos.Predictors;

/// <summary>
/// The facts that endpoints are compared by: the logarithms of their prices and parameter counts, and the month of their release. A fact
/// that an endpoint lacks is a fact too, because it is mostly the makers of the strongest models who do not publish it.
/// </summary>
internal static class EndpointFacts
{
    private const string Parameters = "parameters_b";
    private const string ActiveParameters = "active_parameters_b";
    private const string Released = "released";

    /// <summary>Facts on comparable scales, one row per endpoint, without those in which the known endpoints do not differ.</summary>
    /// <param name="known">The endpoints with history, by which facts are standardised.</param>
    /// <param name="endpoint">The one without; its row is the last.</param>
    public static double[][] Table(IReadOnlyList<Endpoint> known, Endpoint endpoint)
    {
        double[][] raw = [.. known.Append(endpoint).Select(Read)];
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

    private static double[] Read(Endpoint endpoint) =>
    [
        Log(endpoint.Prices?.Input),
        Log(endpoint.Prices?.Output),
        Log(Number(endpoint, Parameters)),
        Log(Number(endpoint, ActiveParameters) ?? Number(endpoint, Parameters)),
        Months(endpoint),
    ];

    private static double Log(double? value) => value > 0 ? Math.Log(value.Value) : double.NaN;

    private static double? Number(Endpoint endpoint, string fact) =>
        endpoint.Facts.TryGetValue(fact, out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static double Months(Endpoint endpoint) =>
        endpoint.Facts.TryGetValue(Released, out var text)
        && DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (day.Year * 12) + day.Month
            : double.NaN;
}
