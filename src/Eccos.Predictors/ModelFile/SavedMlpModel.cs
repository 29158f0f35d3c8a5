using System.Globalization;

namespace Eccos.Predictors;

/// <summary><see cref="MlpModel"/> in a model file.</summary>
internal static class SavedMlpModel
{
    private const string Means = "scaling_means";
    private const string Factors = "scaling_factors";
    private const string Hidden = "hidden";
    private const string Embedding = "embedding";
    private const string Members = "members";
    private const string Network = "network";
    private const string Edges = "bucket_edges";
    private const string BucketMeans = "bucket_means";
    private const string Amounts = "amounts";
    private const string Retransformation = "retransformation";
    private const string Temperature = "temperature";
    private const string SharedVariance = "shared_variance";
    private const int MostMembers = 1000;
    private const int Widest = 1 << 20;

    public static void Write(MlpModel model, ModelWriter writer)
    {
        var shape = model.Networks[0].Shape;
        writer.Array(Means, model.Scaling.Means);
        writer.Array(Factors, model.Scaling.Factors);
        writer.Array(Hidden, shape.Hidden.ToArray());
        writer.Number(Embedding, shape.Embedding);
        writer.Number(Members, model.Networks.Length);
        for (var k = 0; k < model.Networks.Length; k++)
            writer.Array(Name(k), model.Networks[k].Parameters.ToArray());
        writer.Array(Edges, model.Buckets.Edges);
        writer.Array(BucketMeans, model.Buckets.Means);
        SavedAmounts.Write(model.Amounts, writer.Section(Amounts));
        SavedRetransformation.Write(model.Retransformation, writer.Section(Retransformation));
        writer.Number(Temperature, model.Temperature);
        writer.Number(SharedVariance, model.SharedVariance);
    }

    public static MlpModel Read(ModelReader reader, int width, int endpoints)
    {
        var scaling = new FeatureScaling(reader.Singles(Means, width), reader.Singles(Factors, width));
        var means = reader.Singles(BucketMeans);
        var buckets = new LengthBuckets(reader.Singles(Edges, Math.Max(means.Length - 1, 0)), means);
        var shape = Shape(reader, width, endpoints, buckets.Count);
        var networks = Enumerable.Range(0, reader.Integer(Members, 1, MostMembers)).Select(k => new TwoTowerNetwork(shape, reader.Singles(Name(k), shape.ParameterCount))).ToArray();
        return new MlpModel(
            scaling,
            networks,
            buckets,
            SavedAmounts.Read(reader.Section(Amounts), endpoints),
            SavedRetransformation.Read(reader.Section(Retransformation), endpoints),
            reader.Number(Temperature),
            reader.Number(SharedVariance, 0, 1));
    }

    /// <summary>The shape, whose parts are added up before anything of their size is made.</summary>
    private static TwoTowerShape Shape(ModelReader reader, int width, int endpoints, int buckets)
    {
        var hidden = reader.Integers(Hidden, least: 1, greatest: Widest);
        var embedding = reader.Integer(Embedding, 1, Widest);
        long count = embedding + 1 + endpoints + ((long)endpoints * embedding) + ((long)buckets * (embedding + 1));
        long inputs = width;
        foreach (var outputs in hidden.Append(embedding))
        {
            count += (inputs + 1) * outputs;
            inputs = outputs;
        }

        return count <= Array.MaxLength
            ? new TwoTowerShape(width, hidden, embedding, endpoints, buckets)
            : throw reader.Wrong(Hidden, $"tells of a network of {count} parameters, more than fit into memory.");
    }

    private static string Name(int k) => Network + k.ToString(CultureInfo.InvariantCulture);
}
