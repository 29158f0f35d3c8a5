using System.Buffers;

namespace Eccos.Predictors;

/// <summary>
/// The hybrid predictor: k-nearest neighbours, two-tower network, linear and kernel models, blended by stacking, with the interaction of
/// endpoint and query shrunk and the probabilities calibrated.
/// <code>
/// logit_ij = c_j + sum_l u_l d_l,i + kappa P_R (sum_l v_l g_l,i)_j + b_ij        d: difficulty all endpoints share, g: interaction
/// a_ij     = calibration(logit_ij)
/// ln tokens_ij = mu_j + z + f_j(z),  z = sum_l w_l z_l,ij                        f_j: what makes totals right (smearing)
/// </code>
/// b_ij is what the outcomes of a past query tell that is nearly the same question; 0 where there is none. The standard error joins the spread of the learners with the error in difficulty that held-out residuals of different endpoints share.
/// </summary>
/// <remarks>
/// Immutable and safe for use from any thread. Output tokens are predicted for endpoints that had some recorded; for those with costs alone
/// the cost is; for those with both, the cost follows from the tokens by the prices that the records imply. The rest is NaN.
/// </remarks>
public sealed class HybridPredictor : IPredictor
{
    private readonly Lazy<ITokenCounter> _counter;

    internal HybridPredictor(IReadOnlyList<string> endpoints, BaseLearners learners, HybridModel model, Reliability reliability, Lazy<ITokenCounter> counter, HeldOutErrors? errors = null)
    {
        Endpoints = endpoints;
        Learners = learners;
        Model = model;
        Reliability = reliability;
        _counter = counter;
        HeldOutErrors = errors;
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

    internal BaseLearners Learners { get; }

    internal HybridModel Model { get; }

    /// <summary>The weight of a learner's view of how hard a query is for all endpoints.</summary>
    /// <param name="learner">The learner.</param>
    /// <returns>0 or more; about 1 over all learners.</returns>
    public double DifficultyWeight(BaseLearner learner) => Model.Stacking.Shared[(int)learner];

    /// <summary>The weight of a learner's view of how endpoints differ on a query, before <see cref="InteractionStrength"/>.</summary>
    /// <param name="learner">The learner.</param>
    /// <returns>0 or more.</returns>
    public double InteractionWeight(BaseLearner learner) => Model.Stacking.Own[(int)learner];

    /// <inheritdoc/>
    public async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var texts = new string[queries.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = queries[i].Text;
        var forecast = new BaseForecast(texts.Length, Endpoints.Count);
        if (Learners.Scan.Encoder is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Learners.Forecast(texts, default, forecast, cancellationToken);
            return Blend(forecast, queries);
        }

        var length = checked(texts.Length * Learners.Encoding.Width);
        var vectors = ArrayPool<float>.Shared.Rent(Math.Max(length, 1));
        try
        {
            await Learners.Encoding.EncodeAsync(texts, vectors.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
            Learners.Forecast(texts, vectors.AsMemory(0, length), forecast, cancellationToken);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(vectors);
        }

        return Blend(forecast, queries);
    }

    /// <summary>Blends what the learners say of some queries into a prediction.</summary>
    /// <param name="forecast">What they say.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="twins">b_ij where it was learned without the queries' own outcomes; null to compute it from the outcomes of their twins.</param>
    internal Prediction Blend(BaseForecast forecast, IReadOnlyList<Query> queries, double[]? twins = null)
    {
        var m = Endpoints.Count;
        var (success, error) = (new double[queries.Count * m], new double[queries.Count * m]);
        var (amounts, medians) = (new double[queries.Count * m], new double[queries.Count * m]);
        var (own, shrunk) = (new double[m], new double[m]);
        for (var i = 0; i < queries.Count; i++)
        {
            var shared = Model.Stacking.Blend(forecast.Logits, i, own, shrunk);
            Model.Interaction.Apply(own, shrunk);
            if (twins is not null)
                VectorMath.AddScaled(shrunk, twins.AsSpan(i * m, m), 1);
            else if (forecast.Twins[i].Row is >= 0 and var twin)
                Model.Twins.Apply(forecast.Twins[i], Learners.Memory.Labels(twin, Label.Success), shrunk);
            for (var j = 0; j < m; j++)
            {
                var k = (i * m) + j;
                success[k] = Model.Calibration.Probability(Model.Intercepts[j] + shared + shrunk[j]);
                error[k] = StandardError(forecast, k, success[k]);
                var z = AmountStacking.Blend(Model.AmountWeights, forecast.Amounts, k);
                amounts[k] = Math.Exp(Learners.Mlp.Amounts.LogMeans[j] + z + Model.Retransformation.MeanShift(j, z));
                medians[k] = Math.Exp(Learners.Mlp.Amounts.LogMeans[j] + z + Model.Retransformation.MedianShift(j, z));
            }
        }

        return AmountForecast.Compose(Endpoints, success, error, amounts, medians, Learners.Mlp.Amounts, queries, _counter, HeldOutErrors);
    }

    private double StandardError(BaseForecast forecast, int k, double a)
    {
        double sum = 0, squares = 0;
        foreach (var logits in forecast.Logits)
        {
            var p = 1 / (1 + Math.Exp(-logits[k]));
            sum += p;
            squares += p * p;
        }

        var l = forecast.Logits.Length;
        var spread = Math.Max((squares / l) - (sum / l * (sum / l)), 0);
        return Math.Sqrt(spread + (Model.SharedVariance * a * (1 - a)));
    }
}
