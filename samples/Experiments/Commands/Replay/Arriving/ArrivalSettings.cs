using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Replay.Arriving;

/// <summary>When queries arrive.</summary>
/// <param name="Kind">How.</param>
/// <param name="Rate">Queries a second on average; without effect on a trace.</param>
/// <param name="Burst">The queries of a burst; without effect otherwise.</param>
/// <param name="Trace">The file of a trace; null otherwise.</param>
internal sealed record ArrivalSettings(ArrivalKind Kind, double Rate, int Burst, FileInfo? Trace)
{
    /// <summary>What is wrong with the options as a whole; null when all is well.</summary>
    public string? FirstBreach() => this switch
    {
        { Kind: ArrivalKind.Trace, Trace: null } => "Option '--trace' is required with '--arrivals trace': it names the file of the times.",
        { Kind: not ArrivalKind.Trace, Trace: not null } => "Option '--trace' needs '--arrivals trace'.",
        _ => null,
    };

    /// <summary>The times of arrival of at most so many queries: a trace may end before.</summary>
    public async Task<IReadOnlyList<TimeSpan>> TimesAsync(int queries, int seed, CancellationToken cancellationToken)
    {
        if (Kind != ArrivalKind.Trace)
            return Arrivals.Bursts(queries, Kind == ArrivalKind.Bursts ? Burst : 1, Rate, seed);
        var times = await TraceFile.ReadAsync(Trace!, cancellationToken);
        return [.. times.Take(queries)];
    }
}
