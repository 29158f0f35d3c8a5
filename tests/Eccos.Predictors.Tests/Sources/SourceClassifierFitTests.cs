namespace Eccos.Predictors.Tests;

public sealed class SourceClassifierFitTests
{
    private const int N = 600;
    private const int D = 12;
    private const int S = 3;

    [Test]
    public void Fit_VectorsOfThreeSources_IsTheMinimumOfThePenalisedLoss()
    {
        var (vectors, labels) = World(1);

        var (shares, weights) = new SourceClassifierFit(vectors, labels, new ParallelOptions()).Fit();

        // In the minimum no weight can be moved to either side without loss.
        var least = Loss(weights);
        for (var k = 0; k < D; k++)
        {
            for (var s = 0; s < S; s++)
            {
                foreach (var by in (ReadOnlySpan<float>)[-0.3f, 0.3f])
                {
                    weights.Row(k)[s] += by;
                    Assert.That(Loss(weights), Is.GreaterThan(least), $"{k}, {s}, {by}");
                    weights.Row(k)[s] -= by;
                }
            }
        }

        double Loss(DenseMatrix w)
        {
            var loss = 0.05 * w.Values.Sum(x => (double)x * x);
            for (var i = 0; i < N; i++)
            {
                var scores = new double[S];
                for (var s = 0; s < S; s++)
                {
                    scores[s] = shares[s];
                    for (var k = 0; k < D; k++)
                        scores[s] += vectors.Row(i)[k] * w.Row(k)[s];
                }

                loss += Math.Log(scores.Sum(Math.Exp)) - scores[labels.Source[i]];
            }

            return loss;
        }
    }

    [Test]
    public void Fit_OneThreadOrSome_GivesTheSameBits()
    {
        var (vectors, labels) = World(2);

        var one = new SourceClassifierFit(vectors, labels, new ParallelOptions { MaxDegreeOfParallelism = 1 }).Fit();
        var some = new SourceClassifierFit(vectors, labels, new ParallelOptions { MaxDegreeOfParallelism = 4 }).Fit();

        Assert.That(some.Weights.Values, Is.EqualTo(one.Weights.Values));
    }

    [Test]
    public void Fit_ASourceThatNoRecordOfThePartNames_IsNeverExpected()
    {
        var (vectors, labels) = World(3);

        var (shares, weights) = new SourceClassifierFit(vectors, labels with { Count = S + 1 }, new ParallelOptions()).Fit();

        var model = new SourceModel(shares, weights, new DenseMatrix(S + 1, RidgeModel.WidthOf(2)));
        var sources = new float[S + 1];
        model.Forecast(vectors.Row(0), [.. Enumerable.Range(0, D)], new float[RidgeModel.WidthOf(2)], sources, new double[2], new double[2]);
        Assert.That(sources[S], Is.Zero);
        Assert.That(sources.Sum(), Is.EqualTo(1).Within(1e-5));
    }

    private static (DenseMatrix Vectors, SourceLabels Labels) World(int seed)
    {
        var random = new Random(seed);
        var (vectors, source) = (new DenseMatrix(N, D), new int[N]);
        for (var i = 0; i < N; i++)
        {
            source[i] = random.Next(S);
            for (var k = 0; k < D; k++)
                vectors.Row(i)[k] = (float)(random.NextDouble() - 0.5 + (k % S == source[i] ? 0.3 : 0));
        }

        return (vectors, new SourceLabels(source, S));
    }
}
