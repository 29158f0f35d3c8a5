namespace Eccos.Predictors;

/// <summary>A calibration in a model file.</summary>
internal static class SavedCalibration
{
    private const string Platt = "platt";
    private const string Isotonic = "isotonic";
    private const string Slope = "slope";
    private const string Intercept = "intercept";
    private const string Knots = "knots";
    private const string Values = "values";

    public static void Write(ICalibration calibration, ModelWriter writer)
    {
        switch (calibration)
        {
            case PlattScaling platt:
                writer.Kind(Platt);
                writer.Number(Slope, platt.Slope);
                writer.Number(Intercept, platt.Intercept);
                break;
            case IsotonicCalibration isotonic:
                writer.Kind(Isotonic);
                writer.Array(Knots, isotonic.Knots);
                writer.Array(Values, isotonic.Values);
                break;
            default:
                throw new ArgumentException($"A {calibration.GetType().Name} cannot be saved.", nameof(calibration));
        }
    }

    public static ICalibration Read(ModelReader reader)
    {
        switch (reader.Kind)
        {
            case Platt:
                return new PlattScaling(reader.Number(Slope), reader.Number(Intercept));
            case Isotonic:
                var knots = reader.Doubles(Knots);
                var values = reader.Doubles(Values, knots.Length);
                if (values.Any(value => value is <= 0 or >= 1))
                    throw reader.Wrong(Values, "holds a probability that is not inside (0, 1).");
                return new IsotonicCalibration(knots, values);
            case var other:
                throw reader.Wrong("kind", $"is '{other}'; known kinds are '{Platt}' and '{Isotonic}'.");
        }
    }
}
