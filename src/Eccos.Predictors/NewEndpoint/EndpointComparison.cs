namespace Eccos.Predictors;

/// <summary>What endpoints with history and one without, the last, are compared by.</summary>
/// <param name="Facts">One row of standardised facts per endpoint, see <see cref="EndpointFacts.Table"/>.</param>
/// <param name="Names">How alike their names are, see <see cref="EndpointNames"/>.</param>
/// <param name="Trend">What facts told of capability in other pools.</param>
internal sealed record EndpointComparison(double[][] Facts, double[,] Names, CapabilityTrend Trend)
{
    public static EndpointComparison Of(IReadOnlyList<Endpoint> known, Endpoint endpoint) =>
        new(EndpointFacts.Table(known, endpoint), EndpointNames.Similarity([.. known, endpoint]), CapabilityTrend.Of(known, endpoint));

    /// <summary>Endpoints of which nothing is known.</summary>
    /// <param name="count">Their number, the one without history among them.</param>
    public static EndpointComparison None(int count)
    {
        var names = new double[count, count];
        for (var j = 0; j < count; j++)
            names[j, j] = 1;
        return new EndpointComparison([.. Enumerable.Repeat<double[]>([], count)], names, new CapabilityTrend(new double[count], 0));
    }
}
