using System.Globalization;

namespace Eccos.Predictors;

/// <summary><see cref="HybridModel"/> in a model file.</summary>
internal static class SavedBlend
{
    private const string Means = "means";
    private const string StackingIntercepts = "stacking_intercepts";
    private const string Stacking = "stacking";
    private const string Amounts = "amounts";
    private const string Shared = "shared";
    private const string Own = "own";
    private const string Strength = "interaction_strength";
    private const string Rank = "interaction_rank";
    private const string Projection = "interaction_projection";
    private const string Intercepts = "intercepts";
    private const string TwinMeans = "twin_means";
    private const string TwinSame = "twin_same";
    private const string TwinReordered = "twin_reordered";
    private const string Calibration = "calibration";
    private const string AmountWeights = "amount_weights";
    private const string Retransformation = "retransformation";
    private const string SharedVariance = "shared_variance";

    public static void Write(HybridModel model, ModelWriter writer)
    {
        for (var l = 0; l < model.Stacking.Means.Length; l++)
            writer.Array(Name(l), model.Stacking.Means[l]);
        writer.Array(StackingIntercepts, model.Stacking.Intercepts);
        SavedStackingWeights.Write(model.Stacking.Weights, writer.Section(Stacking));
        writer.Number(Strength, model.Interaction.Strength);
        writer.Number(Rank, model.Interaction.Rank);
        writer.Array(Projection, model.Interaction.Projection);
        writer.Array(Intercepts, model.Intercepts);
        writer.Array(TwinMeans, model.Twins.Means);
        writer.Array(TwinSame, model.Twins.Same);
        writer.Array(TwinReordered, model.Twins.Reordered);
        SavedCalibration.Write(model.Calibration, writer.Section(Calibration));
        SavedStackingWeights.Write(model.Amounts.Weights, writer.Section(Amounts));
        SavedRetransformation.Write(model.Retransformation, writer.Section(Retransformation));
        writer.Number(SharedVariance, model.SharedVariance);
    }

    public static HybridModel Read(ModelReader reader, int learners, int endpoints, int sources)
    {
        return new HybridModel(
            new LogitStacking(
                [.. Enumerable.Range(0, learners).Select(l => reader.Doubles(Name(l), endpoints))],
                reader.Doubles(StackingIntercepts, endpoints),
                SavedStackingWeights.Read(reader.Section(Stacking), learners, sources) ?? OldWeights(reader, Shared, Own, learners)),
            new InteractionShrinkage(reader.Number(Strength), reader.Integer(Rank, 0, endpoints), reader.Doubles(Projection, (long)endpoints * endpoints)),
            reader.Doubles(Intercepts, endpoints),
            new TwinTransfer(
                reader.Doubles(TwinMeans, endpoints),
                reader.Doubles(TwinSame, (long)endpoints * endpoints),
                reader.Doubles(TwinReordered, (long)endpoints * endpoints)),
            SavedCalibration.Read(reader.Section(Calibration)),
            new AmountStacking(SavedStackingWeights.Read(reader.Section(Amounts), learners, sources) ?? OldWeights(reader, AmountWeights, AmountWeights, learners)),
            SavedRetransformation.Read(reader.Section(Retransformation), endpoints),
            reader.Number(SharedVariance, 0, 1));
    }

    /// <summary>Up to version 2 of the format there were no sources, and log amounts were not split.</summary>
    private static StackingWeights OldWeights(ModelReader reader, string shared, string own, int learners) =>
        new([.. reader.Doubles(shared, learners), .. reader.Doubles(own, learners)], []);

    private static string Name(int learner) => Means + learner.ToString(CultureInfo.InvariantCulture);
}
