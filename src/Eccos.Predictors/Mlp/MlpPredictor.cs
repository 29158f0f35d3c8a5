using System.Buffers;
using System.Collections.Concurrent;

namespace Eccos.Predictors;

/// <summary>
/// The trained predictor of ECCOS (arXiv 2502.20576): two towers, a capability head and a length head, as an ensemble of several networks.
/// <code>
/// a_ij  = sigmoid(mean over networks of W1 . (E_q * E_l) + b1 + beta_j, + b_ij)
/// tokens = from the expected logarithm over the buckets of the length head, so that totals are right (smearing)
/// </code>
/// b_ij is what the outcomes of a past query tell that is nearly the same question; 0 where there is none.
/// </summary>
/// <remarks>
/// Immutable and safe for use from any thread. Output tokens are predicted for endpoints that had some recorded; where answers had both tokens and
/// a cost, the cost follows from the tokens by the prices that they imply; where costs never stand beside tokens, what more answers have is predicted. The rest is NaN.
/// </remarks>
public sealed class MlpPredictor : IPredictor, ITwinned
{
    private const int QueriesPerTask = 16;

    private readonly ConcurrentBag<MlpScratch> _scratch = [];
    private readonly Lazy<ITokenCounter> _counter;

    internal MlpPredictor(IReadOnlyList<string> endpoints, QueryEncoding encoding, Lazy<ITokenCounter> counter, MlpModel model, TwinCorrection? twins = null)
    {
        Endpoints = endpoints;
        Encoding = encoding;
        _counter = counter;
        Model = model;
        Twins = twins;
    }

    /// <summary>The endpoints' names, in the order of the columns.</summary>
    public IReadOnlyList<string> Endpoints { get; }

    /// <summary>Everything that was fitted beside the encoders, for saving.</summary>
    internal MlpModel Model { get; }

    internal QueryEncoding Encoding { get; }

    /// <summary>What a query's twin tells; <see langword="null"/> when twins tell nothing.</summary>
    internal TwinCorrection? Twins { get; }

    /// <inheritdoc/>
    public ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        return PredictAsync(queries, [], cancellationToken);
    }

    async ValueTask<TwinnedPrediction> ITwinned.PredictTwinnedAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        var untwinned = new double[queries.Count * Endpoints.Count];
        var prediction = await PredictAsync(queries, untwinned, cancellationToken).ConfigureAwait(false);
        return new TwinnedPrediction(prediction, new QueryEndpointMatrix(Array.ConvertAll(untwinned, Logistic.Sigmoid), Endpoints.Count));
    }

    /// <param name="queries">The queries.</param>
    /// <param name="untwinned">Takes N x M logits without what twins tell; empty when nobody asks for them.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    private async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, double[] untwinned, CancellationToken cancellationToken)
    {
        var m = Endpoints.Count;
        var (success, error, amounts) = (new double[queries.Count * m], new double[queries.Count * m], new double[queries.Count * m]);
        await ForecastAsync([.. queries.Select(query => query.Text)], success, error, amounts, untwinned, cancellationToken).ConfigureAwait(false);
        var medians = new double[amounts.Length];
        for (var k = 0; k < success.Length; k++)
        {
            var a = Logistic.Sigmoid(success[k]);
            success[k] = a;
            error[k] = Math.Sqrt((error[k] * error[k]) + (Model.SharedVariance * a * (1 - a)));
            var (mu, z) = (Model.Amounts.LogMeans[k % m], amounts[k]);
            amounts[k] = Math.Exp(mu + z + Model.Retransformation.MeanShift(k % m, z));
            medians[k] = Math.Exp(mu + z + Model.Retransformation.MedianShift(k % m, z));
        }

        return AmountForecast.Compose(Endpoints, success, error, amounts, medians, Model.Amounts, queries, _counter, Model.Errors);
    }

    /// <summary>Writes, for N texts, N x M logits, spreads of the networks' probabilities, expected log amounts and, unless that is empty, logits without what twins tell.</summary>
    private async ValueTask ForecastAsync(IReadOnlyList<string> texts, double[] logits, double[] spread, double[] z, double[] untwinned, CancellationToken cancellationToken)
    {
        var width = Encoding.Width;
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        var length = checked(texts.Count * width);
        var features = ArrayPool<float>.Shared.Rent(Math.Max(length, 1));
        try
        {
            await Encoding.EncodeAsync(texts, features.AsMemory(0, length), parallel).ConfigureAwait(false);
            if (texts.Count <= QueriesPerTask)
            {
                Run(0, texts.Count);
            }
            else
            {
                Parallel.For(
                    0,
                    (texts.Count + QueriesPerTask - 1) / QueriesPerTask,
                    parallel,
                    task => Run(task * QueriesPerTask, Math.Min((task + 1) * QueriesPerTask, texts.Count)));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(features);
        }

        void Run(int start, int end)
        {
            var scratch = _scratch.TryTake(out var kept) ? kept : new MlpScratch(Model);
            var m = Endpoints.Count;
            for (var i = start; i < end; i++)
            {
                scratch.Forecast.Predict(features.AsSpan(i * width, width), logits.AsSpan(i * m, m), spread.AsSpan(i * m, m), z.AsSpan(i * m, m));
                if (untwinned.Length > 0)
                    logits.AsSpan(i * m, m).CopyTo(untwinned.AsSpan(i * m));
                Twins?.Apply(texts[i], logits.AsSpan(i * m, m), scratch.Twins);
            }

            _scratch.Add(scratch);
        }
    }
}
