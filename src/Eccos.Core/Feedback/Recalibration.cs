using System.Collections.Immutable;

namespace Eccos;

/// <summary>The logit shifts that drift has made necessary, endpoint by endpoint.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class Recalibration
{
    private volatile ImmutableDictionary<string, double> _shifts = ImmutableDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>An endpoint's shift.</summary>
    public double Of(string endpoint) => _shifts.GetValueOrDefault(endpoint);

    /// <summary>Adds to an endpoint's shift. One writer at a time.</summary>
    /// <returns>The whole shift.</returns>
    public double Add(string endpoint, double shift)
    {
        var sum = _shifts.GetValueOrDefault(endpoint) + shift;
        _shifts = _shifts.SetItem(endpoint, sum);
        return sum;
    }

    /// <summary>The prediction with the shifts applied; the same one when there are none of its endpoints.</summary>
    public Prediction Apply(Prediction prediction)
    {
        var shifts = _shifts;
        if (shifts.IsEmpty)
            return prediction;
        var b = prediction.Endpoints.Select(endpoint => shifts.GetValueOrDefault(endpoint)).ToArray();
        if (Array.TrueForAll(b, shift => shift == 0))
            return prediction;

        var success = prediction.Success.Values.ToArray();
        var error = prediction.StandardError.Values.ToArray();
        for (var k = 0; k < success.Length; k++)
        {
            if (b[k % b.Length] is not 0 and var shift)
                (success[k], error[k]) = Shifted(success[k], error[k], shift);
        }

        return prediction.With(new QueryEndpointMatrix(success, b.Length), new QueryEndpointMatrix(error, b.Length), prediction.HeldOutErrors, b);
    }

    // The error on the scale of the logit stays: dp'/dp = p' (1 - p') / (p (1 - p)).
    private static (double Success, double Error) Shifted(double p, double error, double shift)
    {
        p = LogitShift.Inside(p);
        var shifted = LogitShift.Apply(p, shift);
        return (shifted, error * (shifted * (1 - shifted) / (p * (1 - p))));
    }
}
