using System.Globalization;

namespace Eccos;

/// <summary>What the values of an <see cref="AssignmentProblem"/> must satisfy, each checked as it is set.</summary>
internal static class AssignmentProblemRules
{
    public static T Named<T>(T value, string name)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"One of {string.Join(", ", Enum.GetNames<T>())}.");

    public static ShadowPrice Price(ShadowPrice price, int endpointCount, string name)
    {
        ArgumentNullException.ThrowIfNull(price, name);
        if (!(price.Price >= 0 && double.IsFinite(price.Price)))
            throw new ArgumentOutOfRangeException(name, price.Price, $"The price of {price.Kind} is finite and at least 0.");
        if (price.Endpoint is { } j && (j < 0 || j >= endpointCount))
            throw new ArgumentOutOfRangeException(name, j, $"The endpoint of a price is 0 to {endpointCount - 1}, or null.");
        return price;
    }

    public static IReadOnlyList<T>? Limits<T>(IReadOnlyList<T>? limits, int endpointCount, string name, Func<T, bool> allowed, string range = "finite and at least 0")
    {
        if (limits is null)
            return null;
        if (limits.Count != endpointCount)
            throw new ArgumentException($"{limits.Count} entries; there are {endpointCount} endpoints.", name);
        for (var j = 0; j < limits.Count; j++)
        {
            if (!allowed(limits[j]))
                throw new ArgumentOutOfRangeException(name, limits[j], $"The limit of endpoint {j} is {range}, or null for none.");
        }

        return [.. limits];
    }

    public static void Matrix(QueryEndpointMatrix matrix, int queryCount, int endpointCount, string name, double highest, string range)
    {
        if (matrix.QueryCount != queryCount || matrix.EndpointCount != endpointCount)
        {
            throw new ArgumentException(
                $"{name} is {matrix.QueryCount} x {matrix.EndpointCount}; it must be {queryCount} queries x {endpointCount} endpoints.",
                name);
        }

        var values = matrix.Values;
        for (var k = 0; k < values.Length; k++)
        {
            if (!(values[k] >= 0 && values[k] <= highest && double.IsFinite(values[k])))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"{name} of query {k / endpointCount} on endpoint {k % endpointCount} is {values[k]}; it must be {range}."),
                    name);
            }
        }
    }
}
