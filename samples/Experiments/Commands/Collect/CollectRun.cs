using System.Globalization;
using Eccos.Experiments.Terminals;
using Eccos.Predictors;
using Eccos.QAServe;
using Microsoft.Extensions.Options;

namespace Eccos.Experiments.Commands.Collect;

/// <summary>Collects records from endpoints.</summary>
internal sealed class CollectRun(Terminal terminal, CollectSettings settings)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var options = new QAServeCollectorOptions
        {
            CeilingUsd = settings.CeilingUsd,
            MaxOutputTokens = settings.MaxOutputTokens,
            UseStreaming = settings.Stream,
            Regrade = settings.Regrade,
        };
        var endpoints = await EndpointReader.ReadAsync(settings.Endpoints, Environment.GetEnvironmentVariable, options.RequestTimeout, cancellationToken);
        var items = await BenchmarkFile.ReadAsync(settings.Benchmark.FullName, settings.Format, cancellationToken)
            .Take(settings.Limit == 0 ? int.MaxValue : settings.Limit)
            .ToListAsync(cancellationToken);
        var collector = Collector(endpoints, options);
        Directory.CreateDirectory(settings.Output.DirectoryName!);
        var last = default(CollectProgress);
        var report = await terminal.StepAsync(
            $"Asking {endpoints.Count} endpoints {items.Count} questions",
            (progress, describe) => collector.CollectAsync(
                items,
                settings.Output.FullName,
                new CollectBar(progress, state => describe(Describe(last = state))),
                cancellationToken));
        Tell(report, last);
        return report.IsComplete ? ExitCodes.Success : ExitCodes.Fault;
    }

    // What is wrong with the endpoints together is known to the collector alone.
    private static QAServeCollector Collector(IReadOnlyList<CollectorEndpoint> endpoints, QAServeCollectorOptions options)
    {
        try
        {
            return new QAServeCollector(endpoints, options, new TiktokenCounter());
        }
        catch (Exception problem) when (problem is ArgumentException or OptionsValidationException)
        {
            throw new EccosException(problem.Message, problem);
        }
    }

    private static string Describe(CollectProgress state) => string.Create(
        CultureInfo.InvariantCulture,
        $"{state.Answered} of {state.Total} answers, {state.Failed} failed, {state.SpentUsd:0.0000} USD, {(state.Remaining is { } left ? $"{DurationText.Of(left)} left" : "time left unknown")}");

    private void Tell(CollectReport report, CollectProgress last)
    {
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Records} records with {report.Answered} of {report.Total} answers to {settings.Output}; {report.AnsweredNow} asked now in {DurationText.Of(last.Elapsed)}, {report.SpentUsd:0.000000} USD spent in all"));
        foreach (var (endpoint, reason) in report.GivenUp)
            terminal.Warn($"{endpoint} was given up: {reason}");
        foreach (var failures in report.Failures.GroupBy(failure => failure.Endpoint, StringComparer.Ordinal))
            terminal.Warn($"{failures.Key} did not answer {failures.Count()} questions, the first one '{failures.First().Item}': {failures.First().Reason}");
        if (report.BeyondCeiling > 0)
            terminal.Warn($"{report.BeyondCeiling} questions were not asked: their worst case does not fit under the ceiling.");
        if (!report.IsComplete)
            terminal.Warn("the same command asks what is missing.");
    }
}
