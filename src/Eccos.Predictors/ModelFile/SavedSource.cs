namespace Eccos.Predictors;

/// <summary>The learner of sources in a model file. Version 2 of the format held a ridge regression, which is read and written as it is.</summary>
internal static class SavedSource
{
    private const string LogShares = "log_shares";
    private const string Weights = "source_weights";
    private const string Means = "source_means";

    public static void Write(ISourceLearner learner, int endpoints, ModelWriter writer)
    {
        if (learner is SourceRidge old)
        {
            SavedRidge.Write(old.Ridge, writer);
            return;
        }

        var model = (SourceModel)learner;
        writer.Array(LogShares, model.LogShares);
        SavedMatrix.Write(Weights, model.Weights, model.LogShares.Length, writer);
        SavedMatrix.Write(Means, model.Means, 2 * endpoints, writer);
    }

    /// <returns>The learner; <see langword="null"/> where the section holds none.</returns>
    public static ISourceLearner? Read(ModelReader reader, int features, int endpoints)
    {
        if (SavedRidge.IsOld(reader))
            return new SourceRidge(SavedRidge.Read(reader, features, endpoints));
        if (!reader.Holds(LogShares))
            return null;
        var logShares = reader.Singles(LogShares);
        if (logShares.Length is < 1 or > SourceModel.MostSources)
            throw reader.Wrong(LogShares, $"tells of {logShares.Length} sources; 1 to {SourceModel.MostSources} are allowed.");
        return new SourceModel(
            logShares,
            SavedMatrix.Read(Weights, features, logShares.Length, SourceModel.StrideOf(logShares.Length), reader),
            SavedMatrix.Read(Means, logShares.Length, 2 * endpoints, RidgeModel.WidthOf(endpoints), reader));
    }
}
