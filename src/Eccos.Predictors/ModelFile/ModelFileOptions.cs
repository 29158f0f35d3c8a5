namespace Eccos.Predictors;

/// <summary>How a scheduler follows a model file.</summary>
public sealed class ModelFileOptions
{
    /// <summary>How often the file is looked at; it is loaded anew when its length or time of writing changed.</summary>
    /// <value>1 millisecond to 24 days; <see langword="null"/> never to look again; default 5 seconds.</value>
    public TimeSpan? ReloadInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The observations, such as labels of placements, that may join the memory of a predictor that has one; the oldest of them leave first. When the
    /// file changes they go over to the new predictor.
    /// </summary>
    /// <value>0 to 1,000,000; default 10,000.</value>
    public int MostAdded { get; set; } = GrowingPredictor.DefaultMostAdded;

    /// <summary>What the file does not hold. Its token counter is the host's unless set here.</summary>
    public PredictorFileOptions File { get; private init; } = new();

    /// <summary>The same options with a token counter: those that a host gave are shared by all providers of its services.</summary>
    internal ModelFileOptions Counting(ITokenCounter counter) => new()
    {
        ReloadInterval = ReloadInterval,
        MostAdded = MostAdded,
        File = new PredictorFileOptions { Encoder = File.Encoder, TokenCounter = counter },
    };
}
