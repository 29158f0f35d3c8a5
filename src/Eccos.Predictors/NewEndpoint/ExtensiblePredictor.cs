using Eccos.Observations;

namespace Eccos.Predictors;

/// <summary>
/// A predictor that can be told of endpoints on which nobody trained. Such an endpoint is a draw from the distribution of the known ones:
/// its published facts and its name shift the distribution, and the outcomes of a few probes narrow it, each weighed by what the known endpoints made of
/// the same query (a multidimensional item response model on top of the base predictor; F. Lord, M. Novick, "Statistical Theories of
/// Mental Test Scores", 1968, and R. D. Bock, M. Aitkin, Psychometrika 46, 1981).
/// </summary>
/// <remarks>
/// Immutable and safe for use from any thread. Known endpoints are predicted by the base predictor alone. An estimated endpoint never has a
/// success probability or an amount of 0, has standard errors that shrink as probes come in, and is named in
/// <see cref="Prediction.EstimatedEndpoints"/>. Its output tokens, or its cost where it has no prices, are NaN when neither a known endpoint nor a
/// probe tells of any. Facts that are read: <see cref="Endpoint.Prices"/>, and "parameters_b", "active_parameters_b" (billions) and "released" of
/// <see cref="Endpoint.Facts"/>, in whatever case; without the second, a size in the name, such as the 70b of "llama-3.1-70b". Names also tell which endpoints are of one family, by
/// their words; names that say nothing do no harm.
/// </remarks>
public sealed class ExtensiblePredictor : IPredictor, IGrowable
{
    internal ExtensiblePredictor(IPredictor basePredictor, EndpointHistory history, IReadOnlyList<EstimatedEndpoint> estimated)
    {
        Base = basePredictor;
        History = history;
        Estimated = estimated;
        EstimatedEndpoints = Array.AsReadOnly(estimated.Select(endpoint => endpoint.Endpoint.Name).ToArray());
        Endpoints = Array.AsReadOnly<string>([.. history.Known.Names, .. EstimatedEndpoints]);
    }

    /// <summary>The endpoints' names, in the order of the columns: the known ones, then the estimated ones.</summary>
    public IReadOnlyList<string> Endpoints { get; }

    /// <summary>The names of the endpoints without history.</summary>
    public IReadOnlyList<string> EstimatedEndpoints { get; }

    /// <summary>What predicts the known endpoints, for saving.</summary>
    internal IPredictor Base { get; }

    /// <summary>The history, for saving.</summary>
    internal EndpointHistory History { get; }

    /// <summary>The endpoints without history, for saving.</summary>
    internal IReadOnlyList<EstimatedEndpoint> Estimated { get; }

    /// <summary>Fits a base predictor, and further ones to parts of the history to learn from predictions of queries they never saw.</summary>
    /// <param name="trainer">
    /// Fits the base predictor, once for each fold and once for all of the history. A <see cref="HybridTrainer"/> fits once: its own folds
    /// give the predictions, whatever <paramref name="options"/> say of folds, unless the history is too small for them.
    /// </param>
    /// <param name="trainingSet">The history.</param>
    /// <param name="pool">The facts of the history's endpoints; may hold others.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <param name="progress">Told of each step, from whichever thread does the work.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The predictor of the history's endpoints, ready to be told of others.</returns>
    /// <exception cref="EccosException">The pool lacks an endpoint of the history, or the history has fewer than two query texts.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is out of range.</exception>
    public static async Task<ExtensiblePredictor> FitAsync(
        ITrainer trainer,
        TrainingSet trainingSet,
        ModelPool pool,
        NewEndpointOptions? options = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(trainingSet);
        options ??= new NewEndpointOptions();
        NewEndpointOptionsRules.ThrowIfInvalid(options);
        var known = NewEndpointRules.Known(pool, trainingSet.Endpoints);
        if (trainer is HybridTrainer hybrid)
        {
            var fit = await hybrid.FitOutOfFoldAsync(trainingSet, progress, cancellationToken).ConfigureAwait(false);
            if (fit.Twinned is { } predictions)
                return Create(fit.Predictor, predictions, trainingSet, known);
        }

        var outOfFold = await OutOfFold.PredictAsync(trainer, trainingSet, known, options, progress, cancellationToken).ConfigureAwait(false);
        progress?.Report(new FitProgress("fitting to all of the history", options.Folds / (options.Folds + 1.0)));
        var predictor = await trainer.FitAsync(trainingSet, null, cancellationToken).ConfigureAwait(false);
        var extensible = Create(predictor, outOfFold, trainingSet, known);
        progress?.Report(new FitProgress("done", 1));
        return extensible;
    }

    /// <summary>Makes a fitted predictor extensible by predictions of the history that are at hand already.</summary>
    /// <param name="predictor">The base predictor, fitted to the history.</param>
    /// <param name="outOfFold">
    /// Predictions of the history's queries, row by row, by predictors that had not seen the query each time. With predictions by one that had,
    /// the estimates come out too sure.
    /// </param>
    /// <param name="trainingSet">The history, at least one record.</param>
    /// <param name="pool">The facts of the history's endpoints; may hold others.</param>
    /// <returns>The predictor of the history's endpoints, ready to be told of others.</returns>
    /// <exception cref="ArgumentException">The history is empty, or <paramref name="outOfFold"/> has another number of rows.</exception>
    /// <exception cref="EccosException">The pool or <paramref name="outOfFold"/> lacks an endpoint of the history.</exception>
    public static ExtensiblePredictor Create(IPredictor predictor, Prediction outOfFold, TrainingSet trainingSet, ModelPool pool)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(outOfFold);
        ArgumentNullException.ThrowIfNull(trainingSet);
        ArgumentOutOfRangeException.ThrowIfZero(trainingSet.Records.Count, nameof(trainingSet));
        ArgumentOutOfRangeException.ThrowIfNotEqual(outOfFold.QueryCount, trainingSet.Records.Count, nameof(outOfFold));
        return Create(predictor, new TwinnedPrediction(outOfFold), trainingSet, NewEndpointRules.Known(pool, trainingSet.Endpoints));
    }

    /// <inheritdoc/>
    public async ValueTask<Prediction> PredictAsync(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        if (Estimated.Count == 0)
            return (await Base.PredictAsync(queries, cancellationToken).ConfigureAwait(false)).For(History.Known);
        return new ExtendedPrediction(History, Estimated).Extend((await TwinnedPrediction.PredictAsync(Base, queries, cancellationToken).ConfigureAwait(false)).For(History.Known));
    }

    /// <summary>
    /// The queries of the history that tell most about an endpoint without history: those that together stand best for all of it. The first of many are
    /// those that fewer would be.
    /// </summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>The queries; all of the history when it has fewer.</returns>
    public IReadOnlyList<Query> SelectProbes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return History.SelectProbes(count);
    }

    /// <summary>A predictor that also covers an endpoint without history, from probes on queries of the history.</summary>
    /// <param name="endpoint">The endpoint. One that was estimated before is estimated anew from these probes alone.</param>
    /// <param name="probes">What it made of queries of the history, such as <see cref="SelectProbes"/> chooses; may be empty.</param>
    /// <returns>The new predictor, which shares everything else with this one.</returns>
    /// <exception cref="ArgumentException">
    /// The endpoint is known already, or a probe is out of range or on a query that the history does not hold, for which there is
    /// <see cref="WithEndpointAsync"/>.
    /// </exception>
    public ExtensiblePredictor WithEndpoint(Endpoint endpoint, IReadOnlyList<Probe> probes)
    {
        NewEndpointRules.Check(endpoint, probes, History.Known);
        if (probes.FirstOrDefault(probe => !History.Holds(probe.Query.Text)) is { } foreign)
        {
            throw new ArgumentException(
                $"The history does not hold the query of the probe '{foreign.Query.Id}'; use {nameof(WithEndpointAsync)}, which predicts such queries first.",
                nameof(probes));
        }

        return With(History.Estimate(endpoint, probes, null));
    }

    /// <summary>A predictor that also covers an endpoint without history, from probes on any queries.</summary>
    /// <param name="endpoint">The endpoint. One that was estimated before is estimated anew from these probes alone.</param>
    /// <param name="probes">What it made of some queries; may be empty. Those of the history tell more.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The new predictor, which shares everything else with this one.</returns>
    /// <exception cref="ArgumentException">The endpoint is known already, or a probe is out of range.</exception>
    public async ValueTask<ExtensiblePredictor> WithEndpointAsync(Endpoint endpoint, IReadOnlyList<Probe> probes, CancellationToken cancellationToken = default)
    {
        NewEndpointRules.Check(endpoint, probes, History.Known);
        Query[] foreign = [.. probes.Select(probe => probe.Query).Where(query => !History.Holds(query.Text))];
        var predictions = foreign.Length == 0 ? null : (await TwinnedPrediction.PredictAsync(Base, foreign, cancellationToken).ConfigureAwait(false)).For(History.Known);
        return With(History.Estimate(endpoint, probes, predictions));
    }

    int IGrowable.ObservationCount => (Base as IGrowable)?.ObservationCount ?? 0;

    async ValueTask<IGrowable> IGrowable.GrowAsync(IReadOnlyList<QAServeRecord> observations, CancellationToken cancellationToken) =>
        await EstimateLabels.LearnAsync(this, observations, cancellationToken).ConfigureAwait(false);

    IGrowable IGrowable.Forget(IGrowable fitted, int count) =>
        new ExtensiblePredictor(((IGrowable)Base).Forget((IGrowable)((ExtensiblePredictor)fitted).Base, count), History, Estimated);

    private static ExtensiblePredictor Create(IPredictor predictor, TwinnedPrediction outOfFold, TrainingSet trainingSet, ModelPool known) =>
        new(predictor, new EndpointHistory(known, outOfFold.For(known), trainingSet), []);

    private ExtensiblePredictor With(EstimatedEndpoint estimated) => new(
        Base,
        History,
        [.. Estimated.Where(other => other.Endpoint.Name != estimated.Endpoint.Name), estimated]);
}
