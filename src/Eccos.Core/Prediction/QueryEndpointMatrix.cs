namespace Eccos;

/// <summary>A number for every query x endpoint: row i is query i, column j is endpoint j; row-major and read-only.</summary>
/// <remarks>
/// A view on the array it was made from, which its owner must not change afterwards. Safe for use from any thread.
/// </remarks>
public sealed class QueryEndpointMatrix
{
    private readonly double[] _values;

    /// <summary>Wraps an array without copying it.</summary>
    /// <param name="values">The values, row after row; its length is a multiple of <paramref name="endpointCount"/>.</param>
    /// <param name="endpointCount">The number of columns, 1 or more.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the number of columns.</exception>
    public QueryEndpointMatrix(double[] values, int endpointCount)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(endpointCount, 1);
        if (values.Length % endpointCount != 0)
            throw new ArgumentException($"{values.Length} values do not fill rows of {endpointCount} endpoints.", nameof(values));
        _values = values;
        EndpointCount = endpointCount;
        QueryCount = values.Length / endpointCount;
    }

    /// <summary>N, the number of rows.</summary>
    public int QueryCount { get; }

    /// <summary>M, the number of columns.</summary>
    public int EndpointCount { get; }

    /// <summary>All values, row after row.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The value of one query x endpoint.</summary>
    /// <param name="query">i, 0 to N - 1.</param>
    /// <param name="endpoint">j, 0 to M - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such column.</exception>
    public double this[int query, int endpoint] => Row(query)[endpoint];

    /// <summary>The values of one query, one per endpoint.</summary>
    /// <param name="query">i, 0 to N - 1.</param>
    /// <returns>M values.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<double> Row(int query)
    {
        // Far out of range the product below would wrap around into it.
        ArgumentOutOfRangeException.ThrowIfNegative(query);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(query, QueryCount);
        return _values.AsSpan(query * EndpointCount, EndpointCount);
    }
}
