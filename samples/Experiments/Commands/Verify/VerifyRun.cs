using System.Text.Json;
using Eccos.Experiments.Files;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments.Commands.Verify;

/// <summary>Makes the decisions of a file again.</summary>
internal sealed class VerifyRun(Terminal terminal, FileInfo decisions, IOptimizer optimizer, bool json)
{
    private static readonly VerifyReportJson _json = new(ReadableJson.Options(VerifyReportJson.Default));

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var report = VerifyReport.Of(await terminal.StepAsync($"Deciding the queries of {decisions.Name} again", ReplayAsync));
        if (json)
            terminal.Say(JsonSerializer.Serialize(report, _json.VerifyReport));
        else
            terminal.Say($"{report.Decisions} decisions: {report.Same} came out the same, {report.Different} otherwise, {report.NotReplayable} cannot be made again.");
        if (report.FirstDifferent is not { } first)
            return ExitCodes.Success;
        terminal.Fail($"Record {first.Record}, query '{first.QueryId}', went to {Named(first.Recorded)} and now goes to {Named(first.Replayed)}.");
        return ExitCodes.Fault;

        async Task<DecisionReplayReport> ReplayAsync(IProgress<double> progress)
        {
            await using var stream = decisions.OpenRead();
            return await DecisionReplay.RunAsync(ReadAsync(stream, progress, cancellationToken), optimizer, cancellationToken);
        }
    }

    private IAsyncEnumerable<DecisionRecord> ReadAsync(FileStream stream, IProgress<double> progress, CancellationToken cancellationToken) =>
        DecisionFile.ReadAsync(stream, decisions.ToString(), cancellationToken).Select(decision =>
        {
            progress.Report((double)stream.Position / stream.Length);
            return decision;
        });

    private static string Named(string? endpoint) => endpoint is null ? "no endpoint" : $"'{endpoint}'";
}
