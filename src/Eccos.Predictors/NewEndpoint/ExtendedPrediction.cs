namespace Eccos.Predictors;

/// <summary>Adds the columns of estimated endpoints to a prediction of the known ones.</summary>
internal sealed class ExtendedPrediction(EndpointHistory history, IReadOnlyList<EstimatedEndpoint> estimated)
{
    public Prediction Extend(TwinnedPrediction twinned)
    {
        var known = twinned.Prediction;
        var (n, m) = (known.QueryCount, known.Endpoints.Count + estimated.Count);
        var success = Widen(known.Success, m);
        var standardError = Widen(known.StandardError, m);
        for (var i = 0; i < n; i++)
        {
            var features = history.Features(twinned, i);
            var error = Mean(known.StandardError.Row(i));
            for (var k = 0; k < estimated.Count; k++)
            {
                var (mean, variance) = estimated[k].Vector.Logit(features);
                var a = Math.Clamp(Logistic.MeanSigmoid(mean, variance), Logistic.Margin, 1 - Logistic.Margin);
                var place = (i * m) + known.Endpoints.Count + k;
                success[place] = a;

                // What the vector leaves open and what the known endpoints' predictions, which it is applied to, leave open; never more than the outcome's own deviation.
                standardError[place] = Math.Sqrt(Math.Min((a * (1 - a) * a * (1 - a) * variance) + (error * error), a * (1 - a)));
            }
        }

        return new Prediction(
            [.. known.Endpoints, .. estimated.Select(endpoint => endpoint.Endpoint.Name)],
            new QueryEndpointMatrix(success, m),
            new QueryEndpointMatrix(standardError, m))
        {
            OutputTokens = Amounts(known.OutputTokens, n, endpoint => endpoint.Tokens),
            MedianOutputTokens = Amounts(known.MedianOutputTokens, n, _ => null),
            CostUsd = Amounts(known.CostUsd, n, endpoint => endpoint.Cost),
            InputTokens = known.InputTokens is { } input ? InputTokens(input) : null,
            HeldOutErrors = known.HeldOutErrors,
            EstimatedEndpoints = [.. known.EstimatedEndpoints, .. estimated.Select(endpoint => endpoint.Endpoint.Name)],
        };
    }

    private QueryEndpointMatrix? Amounts(QueryEndpointMatrix? known, int n, Func<EstimatedEndpoint, EstimatedAmount?> forecast)
    {
        if (known is null && estimated.All(endpoint => forecast(endpoint) is null))
            return null;
        var count = history.Known.Count;
        var m = count + estimated.Count;
        var values = known is null ? new double[n * m] : Widen(known, m);
        for (var i = 0; i < n; i++)
        {
            if (known is null)
                values.AsSpan(i * m, count).Fill(double.NaN);
            for (var k = 0; k < estimated.Count; k++)
                values[(i * m) + count + k] = forecast(estimated[k])?.Amount(known is null ? [] : known.Row(i)) ?? double.NaN;
        }

        return new QueryEndpointMatrix(values, m);
    }

    /// <summary>The input tokens of an endpoint without history are the mean of the others', whose prompts it is likely to be given.</summary>
    private QueryEndpointMatrix InputTokens(QueryEndpointMatrix known)
    {
        var m = known.EndpointCount + estimated.Count;
        var values = Widen(known, m);
        for (var i = 0; i < known.QueryCount; i++)
            values.AsSpan((i * m) + known.EndpointCount, estimated.Count).Fill(Mean(known.Row(i)));
        return new QueryEndpointMatrix(values, m);
    }

    private static double[] Widen(QueryEndpointMatrix matrix, int m)
    {
        var values = new double[matrix.QueryCount * m];
        for (var i = 0; i < matrix.QueryCount; i++)
            matrix.Row(i).CopyTo(values.AsSpan(i * m));
        return values;
    }

    /// <summary>The mean of what is there; NaN when nothing is.</summary>
    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0, count = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
                (sum, count) = (sum + value, count + 1);
        }

        return sum / count;
    }
}
