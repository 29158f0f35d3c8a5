using System.Buffers;
using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>
/// The hybrid predictor: k-nearest neighbours, two-tower network, linear and kernel models and the means of sources, blended by stacking, with the interaction of
/// endpoint and query shrunk and the probabilities calibrated.
/// <code>
/// logit_ij = c_j + sum_l u_l d_l,i + kappa P_R (sum_l v_l g_l,i)_j + b_ij        d: difficulty all endpoints share, g: interaction; u, v by source
/// a_ij     = calibration(logit_ij)
/// ln tokens_ij = mu_j + z_ij + f_j(z_ij),  z stacked like the logits             f_j: what makes totals right (smearing)
/// </code>
/// b_ij is what the outcomes of a past query tell that is nearly the same question; 0 where there is none. The standard error joins the spread of the learners with the error in difficulty that held-out residuals of different endpoints share.
/// </summary>
/// <remarks>
/// Immutable and safe for use from any thread. Output tokens are predicted for endpoints that had some recorded; where answers had both tokens and
/// a cost, the cost follows from the tokens by the prices that they imply; where costs never stand beside tokens, what more answers have is predicted. The rest is NaN.
/// </remarks>
public sealed class HybridPredictor : IPredictor, IGrowable, ITwinned
{
    private readonly Lazy<ITokenCounter> _counter;

    internal HybridPredictor(IReadOnlyList<string> endpoints, BaseLearners learners, HybridModel model, Reliability reliability, Lazy<ITokenCounter> counter, HeldOutErrors? errors = null, AddedObservations? added = null)
    {
        Endpoints = endpoints;
        Learners = learners;
        Model = model;
        Reliability = reliability;
        _counter = counter;
        HeldOutErrors = errors;
        Added = added;
    }

    /// <summary>The endpoints' names, in the order of the columns.</summary>
    public IReadOnlyList<string> Endpoints { get; }

    /// <summary>How the probabilities agree with what was observed on training queries that the learners had not seen.</summary>
    public Reliability Reliability { get; }

    /// <summary>How far predictions of training queries by learners that had not seen them were off; predictions carry it along.</summary>
    /// <value><see langword="null"/> when there were too few queries to tell.</value>
    public HeldOutErrors? HeldOutErrors { get; }

    /// <summary>The rank that the interaction of endpoint and query was cut to.</summary>
    public int InteractionRank => Model.Interaction.Rank;

    /// <summary>What the interaction is multiplied with, 0 to 1.</summary>
    public double InteractionStrength => Model.Interaction.Strength;

    /// <summary>The observations that were added since the fit.</summary>
    public int AddedCount => Added?.Memory.Count ?? 0;

    /// <summary>The number of past queries that vote.</summary>
    public int ObservationCount => Learners.Memory.Count + AddedCount;

    internal BaseLearners Learners { get; }

    /// <summary>Observations added since the fit; null for none.</summary>
    internal AddedObservations? Added { get; }

    internal HybridModel Model { get; }

    /// <summary>The weight of a learner's view of how hard a query is for all endpoints.</summary>
    /// <param name="learner">The learner.</param>
    /// <returns>0 or more; about 1 over all learners; 0 for one that this predictor does not have. Where records name sources, what the weights of single ones are drawn to.</returns>
    public double DifficultyWeight(BaseLearner learner) => Weight(first: 0, learner);

    /// <summary>The weight of a learner's view of how endpoints differ on a query, before <see cref="InteractionStrength"/>.</summary>
    /// <param name="learner">The learner.</param>
    /// <returns>0 or more; 0 for one that this predictor does not have. Where records name sources, what the weights of single ones are drawn to.</returns>
    public double InteractionWeight(BaseLearner learner) => Weight(first: Learners.Count, learner);

    /// <inheritdoc/>
    public async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        return Blend(await ForecastAsync(queries, cancellationToken).ConfigureAwait(false), queries);
    }

    async ValueTask<TwinnedPrediction> ITwinned.PredictTwinnedAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        var forecast = await ForecastAsync(queries, cancellationToken).ConfigureAwait(false);
        return new TwinnedPrediction(Blend(forecast, queries), Untwinned(forecast));
    }

    /// <summary>
    /// A predictor that knows more observations. Its learners, weights and calibration stay: what is added tells how far they are off near it, and
    /// is the twin of queries that are nearly the same. Queries that no added observation is near are predicted as before, bit for bit.
    /// </summary>
    /// <param name="records">Observations of the predictor's endpoints, such as labels of placements.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The new predictor, which shares what did not change with this one; this one when there is nothing to add.</returns>
    /// <exception cref="EccosException">A record names an endpoint the predictor does not know, or carries a value out of range.</exception>
    public async ValueTask<HybridPredictor> AddAsync(IEnumerable<QAServeRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        QAServeRecord[] telling = [.. records.Where(record => record?.Outputs is not { Count: 0 })];
        return telling.Length == 0 ? this : With(await AddedRows.AddAsync(this, ObservedRows.Of(Endpoints, telling), cancellationToken).ConfigureAwait(false));
    }

    async ValueTask<IGrowable> IGrowable.GrowAsync(IReadOnlyList<QAServeRecord> observations, CancellationToken cancellationToken) =>
        await AddAsync(observations, cancellationToken).ConfigureAwait(false);

    IGrowable IGrowable.Forget(IGrowable fitted, int count) =>
        With(count < AddedCount ? Added!.Forget(((HybridPredictor)fitted).Added, count) : null);

    /// <summary>Blends what the learners say of some queries into a prediction.</summary>
    /// <param name="forecast">What they say.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="twins">b_ij where it was learned without the queries' own outcomes; null to compute it from the outcomes of their twins.</param>
    internal Prediction Blend(BaseForecast forecast, IReadOnlyList<Query> queries, double[]? twins = null)
    {
        var m = Endpoints.Count;
        var (success, error) = (new double[queries.Count * m], new double[queries.Count * m]);
        var (amounts, medians) = (new double[queries.Count * m], new double[queries.Count * m]);
        var blend = new BlendedRow(this);
        for (var i = 0; i < queries.Count; i++)
        {
            blend.Read(forecast, i, twins);
            for (var j = 0; j < m; j++)
            {
                var k = (i * m) + j;
                success[k] = blend.Success[j];
                error[k] = StandardError(forecast, k, success[k]);
                var z = blend.LogAmounts[j];
                amounts[k] = Math.Exp(Learners.Mlp.Amounts.LogMeans[j] + z + Model.Retransformation.MeanShift(j, z));
                medians[k] = Math.Exp(Learners.Mlp.Amounts.LogMeans[j] + z + Model.Retransformation.MedianShift(j, z));
            }
        }

        return AmountForecast.Compose(Endpoints, success, error, amounts, medians, Learners.Mlp.Amounts, queries, _counter, HeldOutErrors);
    }

    /// <summary>The success probabilities without what twins tell.</summary>
    internal QueryEndpointMatrix Untwinned(BaseForecast forecast)
    {
        var m = Endpoints.Count;
        var success = new double[forecast.QueryCount * m];
        var none = new double[success.Length];
        var blend = new BlendedRow(this);
        for (var i = 0; i < forecast.QueryCount; i++)
        {
            blend.Read(forecast, i, none);
            blend.Success.CopyTo(success, i * m);
        }

        return new QueryEndpointMatrix(success, m);
    }

    private async ValueTask<BaseForecast> ForecastAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        var texts = new string[queries.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = queries[i].Text;
        var forecast = new BaseForecast(Learners.Count, texts.Length, Endpoints.Count, Learners.SourceCount, Added is not null);
        var parallel = new ParallelOptions { CancellationToken = cancellationToken };
        if (Learners.Scan.Encoder is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Learners.Forecast(texts, default, forecast, Added, parallel);
            return forecast;
        }

        var length = checked(texts.Length * Learners.Encoding.Width);
        var vectors = ArrayPool<float>.Shared.Rent(Math.Max(length, 1));
        try
        {
            await Learners.Encoding.EncodeAsync(texts, vectors.AsMemory(0, length), parallel).ConfigureAwait(false);
            Learners.Forecast(texts, vectors.AsMemory(0, length), forecast, Added, parallel);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(vectors);
        }

        return forecast;
    }

    private double Weight(int first, BaseLearner learner) => (int)learner < Learners.Count ? Model.Stacking.Weights.Common[first + (int)learner] : 0;

    private HybridPredictor With(AddedObservations? added) => new(Endpoints, Learners, Model, Reliability, _counter, HeldOutErrors, added);

    private double StandardError(BaseForecast forecast, int k, double a)
    {
        double sum = 0, squares = 0;
        foreach (var logits in forecast.Logits)
        {
            var p = Logistic.Sigmoid(logits[k]);
            sum += p;
            squares += p * p;
        }

        var l = forecast.Logits.Length;
        var spread = Math.Max((squares / l) - (sum / l * (sum / l)), 0);
        return Math.Sqrt(spread + (Model.SharedVariance * a * (1 - a)));
    }
}
