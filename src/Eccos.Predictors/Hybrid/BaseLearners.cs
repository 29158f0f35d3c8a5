using System.Collections.Concurrent;

namespace Eccos.Predictors;

/// <summary>The base learners, fitted to the same observations on the same encoding.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
internal sealed class BaseLearners(
    QueryEncoding encoding,
    ObservationMemory memory,
    TwinMemory twins,
    NeighbourWeighting success,
    NeighbourWeighting amounts,
    MlpModel mlp,
    RidgeModel linear,
    KernelModel kernel,
    ISourceLearner? source)
{
    private const int QueriesPerTask = 16;
    private const double LeastProbability = 0.005;

    private readonly ConcurrentBag<BaseScratch> _scratch = [];

    /// <summary>Scans a query once for encoder and kernel.</summary>
    public SharedScan Scan { get; } = new(kernel.Kernel.Vocabulary, encoding.Encoders is [HashedTextEncoder own] ? own : null);

    /// <summary>L, the number of learners: the first of <see cref="BaseLearner"/>.</summary>
    public int Count => CountOf(source is not null);

    /// <summary>S, the sources that <see cref="BaseForecast.Sources"/> tells apart.</summary>
    public int SourceCount => source?.SourceCount ?? 0;

    public static int CountOf(bool sources) => (int)BaseLearner.Kernel + (sources ? 2 : 1);

    public QueryEncoding Encoding => encoding;

    public ObservationMemory Memory => memory;

    public TwinMemory Twins => twins;

    public NeighbourWeighting Success => success;

    public NeighbourWeighting Amounts => amounts;

    public MlpModel Mlp => mlp;

    public RidgeModel Linear => linear;

    public KernelModel Kernel => kernel;

    /// <summary>The learner of sources; null where the records name fewer than two.</summary>
    public ISourceLearner? Source => source;

    /// <summary>Forecasts N texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="vectors">Their vectors; empty to encode them on the way, which <see cref="SharedScan.Encoder"/> makes possible.</param>
    /// <param name="forecast">Takes what the learners say.</param>
    /// <param name="added">Observations added since the fit; null for none.</param>
    /// <param name="parallel">The threads to use, and what ends the work early.</param>
    public void Forecast(IReadOnlyList<string> texts, ReadOnlyMemory<float> vectors, BaseForecast forecast, AddedObservations? added, ParallelOptions parallel)
    {
        if (texts.Count <= QueriesPerTask)
        {
            Run(0, texts.Count);
            return;
        }

        Parallel.For(
            0,
            (texts.Count + QueriesPerTask - 1) / QueriesPerTask,
            parallel,
            task => Run(task * QueriesPerTask, Math.Min((task + 1) * QueriesPerTask, texts.Count)));

        void Run(int start, int end)
        {
            var scratch = _scratch.TryTake(out var kept) ? kept : new BaseScratch(this);
            for (var i = start; i < end; i++)
            {
                Read(texts[i], scratch);
                if (vectors.IsEmpty)
                    Encode(texts[i], i, scratch);
                else
                    vectors.Span.Slice(i * encoding.Width, encoding.Width).CopyTo(scratch.Vector);
                One(i, forecast, scratch);
                forecast.Twins[i] = twins.Find(texts[i], scratch.Neighbours, scratch.Trail);
                if (added is not null)
                    forecast.Twins[i] = LabelOffset.Write(added, texts[i], i, forecast, scratch);
            }

            _scratch.Add(scratch);
        }
    }

    private static void Read(string text, BaseScratch scratch)
    {
        scratch.Terms.Count(text);
        SurfaceFeatures.Extract(text, scratch.Surface);
    }

    private void Encode(string text, int i, BaseScratch scratch)
    {
        var encoder = Scan.Encoder!;
        Scan.Encode(scratch.Terms, scratch.Surface, scratch.Features, scratch.Vector.AsSpan(0, encoder.Dimension));
        QueryVectors.Finish(scratch.Vector, encoder.Dimension, encoder, i, text);
    }

    private void One(int i, BaseForecast forecast, BaseScratch scratch)
    {
        var m = memory.EndpointCount;
        Neighbours(scratch.Vector, scratch, Row(forecast.Logits, BaseLearner.Knn), Row(forecast.Amounts, BaseLearner.Knn));
        scratch.Vector.CopyTo(scratch.Scaled, 0);
        scratch.Mlp.Predict(scratch.Scaled, Row(forecast.Logits, BaseLearner.Mlp), scratch.Spread, Row(forecast.Amounts, BaseLearner.Mlp));
        LinearModel.Sum(linear, scratch.Vector, scratch.Dimensions, scratch.Sums);
        linear.Read(scratch.Sums, Row(forecast.Logits, BaseLearner.Linear), Row(forecast.Amounts, BaseLearner.Linear));
        kernel.Kernel.Read(scratch.Terms.Terms, scratch.Terms.Weights, scratch.Surface, scratch.Features);
        kernel.Sum(scratch.Features, scratch.Sums);
        kernel.Ridge.Read(scratch.Sums, Row(forecast.Logits, BaseLearner.Kernel), Row(forecast.Amounts, BaseLearner.Kernel));
        source?.Forecast(scratch.Vector, scratch.Dimensions, scratch.Sums, forecast.SourcesOf(i), Row(forecast.Logits, BaseLearner.Source), Row(forecast.Amounts, BaseLearner.Source));

        Span<double> Row(double[][] values, BaseLearner learner) => values[(int)learner].AsSpan(i * m, m);
    }

    private void Neighbours(ReadOnlySpan<float> vector, BaseScratch scratch, Span<double> logits, Span<double> z)
    {
        NeighbourSearch.Find(memory, vector, scratch.Neighbours.Length, scratch.Neighbours);
        NeighbourVotes.Collect(memory, scratch.Neighbours, Label.Success, success, except: -1, scratch.Votes);
        for (var j = 0; j < logits.Length; j++)
        {
            var p = Math.Clamp(scratch.Votes[j].Estimate(scratch.SuccessMeans[j], success.Shrinkage), LeastProbability, 1 - LeastProbability);
            logits[j] = Math.Log(p / (1 - p));
        }

        foreach (var (label, kind) in (ReadOnlySpan<(Label, AmountKind)>)[(Label.LogOutputTokens, AmountKind.OutputTokens), (Label.LogCost, AmountKind.CostUsd)])
        {
            if (!mlp.Amounts.Kinds.Contains(kind))
                continue;
            NeighbourVotes.Collect(memory, scratch.Neighbours, label, amounts, except: -1, scratch.Votes);
            for (var j = 0; j < z.Length; j++)
            {
                if (mlp.Amounts.Kinds[j] == kind)
                    z[j] = scratch.Votes[j].Estimate(mlp.Amounts.LogMeans[j], amounts.Shrinkage) - mlp.Amounts.LogMeans[j];
            }
        }
    }
}
