namespace Eccos.Predictors;

/// <summary>Memory that <see cref="BaseLearners"/> reuses from query to query.</summary>
internal sealed class BaseScratch(BaseLearners learners)
{
    public float[] Features { get; } = new float[learners.Encoding.Width];

    public MlpForecast Mlp { get; } = new(learners.Mlp);

    public double[] Spread { get; } = new double[learners.Memory.EndpointCount];

    public float[] Sums { get; } = new float[2 * learners.Memory.EndpointCount];

    public TermCounts Terms { get; } = learners.Kernel.Kernel.CreateScratch();

    public Vote[] Votes { get; } = new Vote[learners.Memory.EndpointCount];

    public double[] SuccessMeans { get; } = learners.Memory.Statistics.Means(Label.Success);

    public Neighbour[] Neighbours { get; } = new Neighbour[learners.Memory.SearchDepth(Math.Max(learners.Success.Neighbours, learners.Amounts.Neighbours))];
}
