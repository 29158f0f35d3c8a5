namespace Eccos.Experiments.Commands.LeaveOut;

/// <summary>How well endpoints without history are estimated, as JSON names it.</summary>
/// <param name="Predictor">The trainer.</param>
/// <param name="FitOnce">Whether one fit served all endpoints that were left out.</param>
/// <param name="Draws">The draws of random probes.</param>
/// <param name="Mean">The mean over the endpoints that were left out, for each number of probes.</param>
/// <param name="Endpoints">Each endpoint and number.</param>
internal sealed record LeaveOutReport(string Predictor, bool FitOnce, int Draws, IReadOnlyList<LeaveOutRow> Mean, IReadOnlyList<LeaveOutRow> Endpoints)
{
    public const string MeanName = "mean";

    public static LeaveOutReport Of(LeaveOutSettings settings, IReadOnlyList<LeaveOutRow> rows) => new(
        settings.Predictor,
        settings.FitOnce,
        settings.Draws,
        [
            .. rows.GroupBy(row => row.Probes).Select(group => new LeaveOutRow(
                MeanName,
                group.Key,
                group.Average(row => row.Chosen),
                group.Average(row => row.Random),
                group.Average(row => row.ProbeMean))),
        ],
        rows);
}
