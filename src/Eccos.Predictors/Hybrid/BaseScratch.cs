namespace Eccos.Predictors;

/// <summary>Memory that <see cref="BaseLearners"/> reuses from query to query.</summary>
internal sealed class BaseScratch(BaseLearners learners)
{
    private Neighbour[] _added = [];

    public float[] Scaled { get; } = new float[learners.Encoding.Width];

    public MlpForecast Mlp { get; } = new(learners.Mlp);

    public double[] Spread { get; } = new double[learners.Memory.EndpointCount];

    public float[] Vector { get; } = new float[learners.Encoding.Width];

    /// <summary>0, 1, 2, … up to the length of a vector.</summary>
    public int[] Dimensions { get; } = [.. Enumerable.Range(0, learners.Encoding.Width)];

    public float[] Sums { get; } = new float[RidgeModel.WidthOf(learners.Memory.EndpointCount)];

    public TermCounts Terms { get; } = learners.Scan.CreateCounts();

    public float[] Surface { get; } = new float[SurfaceFeatures.Count];

    public KernelFeatures Features { get; } = new();

    public WordTrail Trail { get; } = new();

    public Vote[] Votes { get; } = new Vote[learners.Memory.EndpointCount];

    public double[] SuccessMeans { get; } = learners.Memory.Statistics.Means(Label.Success);

    public Neighbour[] Neighbours { get; } = new Neighbour[learners.Memory.SearchDepth(Math.Max(learners.Success.Neighbours, learners.Amounts.Neighbours))];

    /// <summary>Outcomes near the query.</summary>
    public List<NearOutcome> Outcomes { get; } = [];

    /// <summary>Room for neighbours among the observations added since the fit.</summary>
    public Span<Neighbour> TakeAdded(int count)
    {
        if (_added.Length < count)
            _added = new Neighbour[Math.Max(count, 2 * _added.Length)];
        return _added.AsSpan(0, count);
    }
}
