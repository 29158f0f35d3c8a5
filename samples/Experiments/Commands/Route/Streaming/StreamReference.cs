using Eccos.Experiments.Predictors;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;
using Eccos.Observations;

namespace Eccos.Experiments.Commands.Route.Streaming;

/// <summary>
/// The training queries as predictors that never saw them predict them: what is typical of the queries to come. The hybrid's fit makes such
/// predictions anyway; otherwise either half is predicted by a predictor fitted to the other.
/// </summary>
internal sealed class StreamReference(Terminal terminal, PredictorSource source, ITokenCounter counter)
{
    /// <summary>The reference; null without training records.</summary>
    public async Task<PredictedQueries?> PrepareAsync(PreparedPredictor prepared, CancellationToken cancellationToken)
    {
        if (prepared.Records is not { } records)
        {
            terminal.Warn("There are no training records to start the prices from; the floor cannot survive the worst orders without.");
            return null;
        }

        if (source.Model is not null || source.NewEndpoint is not null)
        {
            terminal.Warn("The predictor knows the training records that the prices start from; it is too sure of them.");
            return await PredictAsync(prepared.Predictor, prepared.Pool, records, cancellationToken);
        }

        if (prepared.OutOfFold is { } outOfFold)
            return new PredictedQueries(TrainingQueries.Of(records, prepared.Pool, counter), outOfFold.For(prepared.Pool));
        var (first, second) = TrainingSet.Create(prepared.Pool, records).Split(0.5, source.Seed);
        return await terminal.StepAsync("Predicting either half of the training records from the other", async progress =>
        {
            var ofSecond = await PredictAsync(await FitAsync(first, progress, 0, cancellationToken), prepared.Pool, second.Records, cancellationToken);
            var ofFirst = await PredictAsync(await FitAsync(second, progress, 0.5, cancellationToken), prepared.Pool, first.Records, cancellationToken);
            return PredictedQueries.Join(ofFirst, ofSecond);
        });
    }

    private async Task<IPredictor> FitAsync(TrainingSet half, IProgress<double> progress, double from, CancellationToken cancellationToken) =>
        await TrainerChoice.Create(source.Predictor!, new TrainerSettings(source.Seed, counter))
            .FitAsync(half, new FitProgressFraction(new Half(progress, from)), cancellationToken);

    private async Task<PredictedQueries> PredictAsync(IPredictor predictor, ModelPool pool, IReadOnlyList<QAServeRecord> records, CancellationToken cancellationToken)
    {
        var queries = TrainingQueries.Of(records, pool, counter);
        return new PredictedQueries(queries, (await predictor.PredictAsync(queries, cancellationToken)).For(pool));
    }

    private sealed class Half(IProgress<double> progress, double from) : IProgress<double>
    {
        public void Report(double value) => progress.Report(from + (value / 2));
    }
}
