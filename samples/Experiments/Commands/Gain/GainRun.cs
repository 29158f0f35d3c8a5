using System.Globalization;
using System.Text.Json;
using Eccos.Experiments.Files;
using Eccos.Experiments.Records;
using Eccos.Experiments.Terminals;
using Eccos.QAServe;
using Spectre.Console;

namespace Eccos.Experiments.Commands.Gain;

/// <summary>Measures the routing gain of a file of predictions.</summary>
internal sealed class GainRun(Terminal terminal, GainSettings settings)
{
    private static readonly LineJson _lines = new(ReadableJson.Options(LineJson.Default));

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken);
        var gain = new RoutingGain(table);
        var report = GainReport.Of(gain.Measure(), await ErrorAsync("predictions", gain.StandardError, cancellationToken));
        if (settings.Train is { } train)
        {
            var training = await terminal.StepAsync($"Reading {train.Name}", progress => RecordReader.ReadAllAsync(train, progress, cancellationToken));
            var means = EndpointMeans.Of(training, new ModelPool(table.Endpoints.Select(name => new Endpoint(name))));
            if (means.Success.Any(double.IsNaN))
                throw new EccosException($"{train}: it holds no outcome of any endpoint of {settings.Records}.");
            var ofMeans = new RoutingGain(table.WithSuccess(means.Success));
            var endpointMean = GainReport.Of(ofMeans.Measure(), await ErrorAsync("endpoint means", ofMeans.StandardError, cancellationToken));
            report = report with
            {
                EndpointMean = endpointMean,
                AboveEndpointMean = report.Gain - endpointMean.Gain,
                AboveEndpointMeanSe = await ErrorAsync(
                    "the difference",
                    (samples, seed, progress, token) => gain.StandardErrorAbove(ofMeans, samples, seed, progress, token),
                    cancellationToken),
            };
        }

        Print(report);
        return ExitCodes.Success;
    }

    private async Task<RoutingTable> TableAsync(CancellationToken cancellationToken)
    {
        var records = await terminal.StepAsync($"Reading {settings.Records.Name}", progress => RecordReader.ReadAllAsync(settings.Records, progress, cancellationToken));
        var forecasts = await JsonLinesFile.ReadAsync(settings.Predictions, _lines.OutcomeForecast, cancellationToken).ToListAsync(cancellationToken);
        try
        {
            return RoutingTable.Create(records, forecasts);
        }
        catch (EccosException problem)
        {
            throw new EccosException($"{settings.Records} with {settings.Predictions}: {problem.Message}", problem);
        }
    }

    private async Task<double?> ErrorAsync(string name, Func<int, int, IProgress<double>, CancellationToken, double> standardError, CancellationToken cancellationToken) => settings.Boot == 0
        ? null
        : await terminal.StepAsync($"Resampling {name}", progress => Task.Run(() => standardError(settings.Boot, settings.Seed, progress, cancellationToken), cancellationToken));

    private void Print(GainReport report)
    {
        if (settings.Json)
        {
            terminal.Say(JsonSerializer.Serialize(report, GainReportJson.Default.GainReport));
            return;
        }

        var table = ReportTable.Create(
            $"Routing gain on {settings.Records.Name}", "predictions", "gain, points", "standard error", "spend that matches the best", "1 point below it", "most over the best, points");
        Add(settings.Predictions.Name, report);
        if (report.EndpointMean is { } endpointMean)
            Add("endpoint means, same costs", endpointMean);
        terminal.Out.Write(table);
        if (report.AboveEndpointMean is { } worth)
        {
            var error = report.AboveEndpointMeanSe is { } se ? string.Create(CultureInfo.InvariantCulture, $" (standard error {se:0.00})") : "";
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Reading the query is worth {worth:0.00} points{error}."));
        }

        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Best single endpoint: success {report.BestSingle[1]:P2}, {report.BestSingle[0]:0.000000} USD per query"));
        if (report.RoundingGain > 0)
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Every gain here holds {report.RoundingGain:0.00} points of rounding: the least spend lies a hair below the cheapest endpoint."));

        void Add(string name, GainReport figures) => table.AddRow(
            Markup.Escape(name),
            ReportTable.Format(figures.Gain, "0.00"),
            ReportTable.Format(figures.GainSe, "0.00"),
            ReportTable.Format(figures.CostRatioToMatchBest, "P1"),
            ReportTable.Format(figures.CostRatioAtBestMinus1Pt, "P1"),
            ReportTable.Format(figures.MaxOverBest, "0.00"));
    }
}
