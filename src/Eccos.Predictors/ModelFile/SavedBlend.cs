using System.Globalization;

namespace Eccos.Predictors;

/// <summary><see cref="HybridModel"/> in a model file.</summary>
internal static class SavedBlend
{
    private const string Means = "means";
    private const string StackingIntercepts = "stacking_intercepts";
    private const string Shared = "shared";
    private const string Own = "own";
    private const string SourceWeights = "source_weights";
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
        writer.Array(Shared, model.Stacking.Shared);
        writer.Array(Own, model.Stacking.Own);
        if (model.Stacking.SourceWeights.Length > 0)
            writer.Array(SourceWeights, model.Stacking.SourceWeights);
        writer.Number(Strength, model.Interaction.Strength);
        writer.Number(Rank, model.Interaction.Rank);
        writer.Array(Projection, model.Interaction.Projection);
        writer.Array(Intercepts, model.Intercepts);
        writer.Array(TwinMeans, model.Twins.Means);
        writer.Array(TwinSame, model.Twins.Same);
        writer.Array(TwinReordered, model.Twins.Reordered);
        SavedCalibration.Write(model.Calibration, writer.Section(Calibration));
        writer.Array(AmountWeights, model.AmountWeights);
        SavedRetransformation.Write(model.Retransformation, writer.Section(Retransformation));
        writer.Number(SharedVariance, model.SharedVariance);
    }

    public static HybridModel Read(ModelReader reader, int learners, int endpoints, int sources)
    {
        return new HybridModel(
            new LogitStacking(
                [.. Enumerable.Range(0, learners).Select(l => reader.Doubles(Name(l), endpoints))],
                reader.Doubles(StackingIntercepts, endpoints),
                reader.Doubles(Shared, learners),
                reader.Doubles(Own, learners),
                sources > 0 ? reader.Doubles(SourceWeights, (long)sources * 2 * learners) : []),
            new InteractionShrinkage(reader.Number(Strength), reader.Integer(Rank, 0, endpoints), reader.Doubles(Projection, (long)endpoints * endpoints)),
            reader.Doubles(Intercepts, endpoints),
            new TwinTransfer(
                reader.Doubles(TwinMeans, endpoints),
                reader.Doubles(TwinSame, (long)endpoints * endpoints),
                reader.Doubles(TwinReordered, (long)endpoints * endpoints)),
            SavedCalibration.Read(reader.Section(Calibration)),
            reader.Doubles(AmountWeights, learners),
            SavedRetransformation.Read(reader.Section(Retransformation), endpoints),
            reader.Number(SharedVariance, 0, 1));
    }

    private static string Name(int learner) => Means + learner.ToString(CultureInfo.InvariantCulture);
}
