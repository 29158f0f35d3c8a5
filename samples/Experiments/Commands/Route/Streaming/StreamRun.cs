using System.Text.Json;
using Eccos.Experiments.Files;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Records;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;
using Eccos.Predictors;

namespace Eccos.Experiments.Commands.Route.Streaming;

/// <summary>Predicts the test queries once, places them one by one in every order, and only then reads their labels and reports.</summary>
internal sealed class StreamRun(Terminal terminal, RouteSettings settings)
{
    private static readonly StreamReportJson _json = new(ReadableJson.Options(StreamReportJson.Default));

    private readonly TiktokenCounter _tokenCounter = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var read = await terminal.StepAsync($"Reading the queries of {settings.Test.Name}", progress => RecordReader.ReadQueriesAsync(settings.Test, progress, cancellationToken));
        if (read.Count == 0)
            throw new EccosException($"{settings.Test}: there are no records.");
        var prepared = await new PredictorPreparation(terminal, settings.Source, settings.Test, _tokenCounter).PrepareAsync(cancellationToken);
        var pool = prepared.Pool;
        var reference = await new StreamReference(terminal, settings.Source, _tokenCounter).PrepareAsync(prepared, cancellationToken);
        var queries = InputTokens.Count(read, pool, _tokenCounter);
        var test = new PredictedQueries(queries, (await prepared.Predictor.PredictAsync(queries, cancellationToken)).For(pool));

        var trial = new StreamTrial(pool, settings.Goal, test, reference);
        StreamOrder[] orders = [.. StreamOrder.Of(test.Prediction, settings.Source.Seed, settings.Orders)];
        var placements = await terminal.StepAsync($"Placing {queries.Count} queries in {orders.Length} orders", async progress =>
        {
            var done = new List<IReadOnlyList<Placement>>();
            foreach (var order in orders)
            {
                done.Add(await trial.PlaceAsync(order, cancellationToken));
                progress.Report((double)done.Count / orders.Length);
            }

            return done;
        });

        var labels = await terminal.StepAsync($"Reading the labels of {settings.Test.Name}", progress => RecordReader.ReadLabelsAsync(settings.Test, progress, cancellationToken));
        var report = new StreamReport(
            RouteOptionsReport.Of(settings),
            queries.Count,
            reference?.Queries.Count ?? 0,
            WholeSet.Of(test, pool).At(settings.Floor!.Value).Cost,
            [.. orders.Select((order, k) => trial.Judge(order, placements[k], labels))]);
        settings.Out.Create();
        var file = Path.Combine(settings.Out.FullName, "streaming.json");
        await AtomicFile.WriteAsync(file, (stream, token) => JsonSerializer.SerializeAsync(stream, report, _json.StreamReport, token), cancellationToken);
        StreamTables.Print(terminal, report, settings.Floor.Value, file);
        return ExitCodes.Success;
    }
}
