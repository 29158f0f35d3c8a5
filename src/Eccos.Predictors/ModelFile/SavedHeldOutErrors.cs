namespace Eccos.Predictors;

/// <summary><see cref="HeldOutErrors"/> in a model file; files that lack them are read as knowing none.</summary>
internal static class SavedHeldOutErrors
{
    private const string Means = "mean_success";
    private const string Slopes = "advantage_slopes";
    private const string Correlation = "correlation";
    private const string TokenSpread = "output_token_log_ratios";
    private const string CostSpread = "cost_log_ratios";

    public static void Write(HeldOutErrors? errors, ModelWriter writer)
    {
        if (errors is null)
            return;
        writer.Array(Means, errors.MeanSuccess.ToArray());
        writer.Array(Slopes, errors.AdvantageSlopes.ToArray());
        writer.Number(Correlation, errors.Correlation);
        if (errors.OutputTokens is { } tokens)
            writer.Array(TokenSpread, tokens.LogRatios.ToArray());
        if (errors.CostUsd is { } costs)
            writer.Array(CostSpread, costs.LogRatios.ToArray());
    }

    public static HeldOutErrors? Read(ModelReader reader, IReadOnlyList<string> endpoints)
    {
        if (!reader.Holds(Slopes))
            return null;
        try
        {
            return new HeldOutErrors(
                endpoints,
                reader.Doubles(Means, endpoints.Count),
                reader.Doubles(Slopes, endpoints.Count),
                reader.Number(Correlation, 0, 1))
            {
                OutputTokens = Spread(TokenSpread),
                CostUsd = Spread(CostSpread),
            };
        }
        catch (ArgumentException exception)
        {
            throw reader.Wrong(Slopes, $"cannot be used: {exception.Message}", exception);
        }

        AmountSpread? Spread(string name) => reader.Holds(name) ? new AmountSpread(endpoints, reader.Doubles(name, endpoints.Count * AmountSpread.Levels.Count)) : null;
    }
}
