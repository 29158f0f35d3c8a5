namespace Eccos.Predictors;

/// <summary><see cref="AmountModel"/> in a model file.</summary>
internal static class SavedAmounts
{
    private const string Kinds = "kinds";
    private const string LogMeans = "log_means";
    private const string Overheads = "overheads";
    private const string InputPrices = "input_prices";
    private const string OutputPrices = "output_prices";

    public static void Write(AmountModel amounts, ModelWriter writer)
    {
        writer.Array(Kinds, Array.ConvertAll(amounts.Kinds, kind => (int)kind));
        writer.Array(LogMeans, amounts.LogMeans);
        writer.Array(Overheads, amounts.Overheads);
        writer.Array(InputPrices, amounts.InputPrices);
        writer.Array(OutputPrices, amounts.OutputPrices);
    }

    public static AmountModel Read(ModelReader reader, int endpoints) => new(
        Array.ConvertAll(reader.Integers(Kinds, endpoints, (int)AmountKind.None, (int)AmountKind.CostUsd), kind => (AmountKind)kind),
        reader.Doubles(LogMeans, endpoints),
        reader.Doubles(Overheads, endpoints, orMissing: true),
        reader.Doubles(InputPrices, endpoints, orMissing: true),
        reader.Doubles(OutputPrices, endpoints, orMissing: true));
}
