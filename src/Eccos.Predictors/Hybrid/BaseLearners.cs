using System.Collections.Concurrent;

namespace Eccos.Predictors;

/// <summary>The four base learners, fitted to the same observations on the same encoding.</summary>
/// <remarks>Immutable and safe for use from any thread.</remarks>
internal sealed class BaseLearners(
    QueryEncoding encoding,
    ObservationMemory memory,
    NeighbourWeighting success,
    NeighbourWeighting amounts,
    MlpModel mlp,
    RidgeModel linear,
    KernelModel kernel)
{
    private const int QueriesPerTask = 16;
    private const double LeastProbability = 0.005;

    private readonly ConcurrentBag<BaseScratch> _scratch = [];

    public static int Count { get; } = Enum.GetValues<BaseLearner>().Length;

    public QueryEncoding Encoding => encoding;

    public ObservationMemory Memory => memory;

    public NeighbourWeighting Success => success;

    public NeighbourWeighting Amounts => amounts;

    public MlpModel Mlp => mlp;

    public RidgeModel Linear => linear;

    public KernelModel Kernel => kernel;

    /// <summary>Forecasts N texts whose vectors are encoded already.</summary>
    public void Forecast(IReadOnlyList<string> texts, ReadOnlyMemory<float> vectors, BaseForecast forecast, CancellationToken cancellationToken)
    {
        if (texts.Count <= QueriesPerTask)
        {
            Run(0, texts.Count);
            return;
        }

        Parallel.For(
            0,
            (texts.Count + QueriesPerTask - 1) / QueriesPerTask,
            new ParallelOptions { CancellationToken = cancellationToken },
            task => Run(task * QueriesPerTask, Math.Min((task + 1) * QueriesPerTask, texts.Count)));

        void Run(int start, int end)
        {
            var scratch = _scratch.TryTake(out var kept) ? kept : new BaseScratch(this);
            for (var i = start; i < end; i++)
                One(texts[i], vectors.Span.Slice(i * encoding.Width, encoding.Width), i, forecast, scratch);
            _scratch.Add(scratch);
        }
    }

    private void One(string text, ReadOnlySpan<float> vector, int i, BaseForecast forecast, BaseScratch scratch)
    {
        var m = memory.EndpointCount;
        Neighbours(vector, scratch, Row(forecast.Logits, BaseLearner.Knn), Row(forecast.Amounts, BaseLearner.Knn));
        vector.CopyTo(scratch.Features);
        scratch.Mlp.Predict(scratch.Features, Row(forecast.Logits, BaseLearner.Mlp), scratch.Spread, Row(forecast.Amounts, BaseLearner.Mlp));
        LinearModel.Sum(linear, vector, scratch.Sums);
        linear.Read(scratch.Sums, Row(forecast.Logits, BaseLearner.Linear), Row(forecast.Amounts, BaseLearner.Linear));
        kernel.Sum(text, scratch.Terms, scratch.Sums);
        kernel.Ridge.Read(scratch.Sums, Row(forecast.Logits, BaseLearner.Kernel), Row(forecast.Amounts, BaseLearner.Kernel));

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
