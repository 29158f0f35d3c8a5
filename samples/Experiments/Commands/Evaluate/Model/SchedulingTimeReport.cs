using Eccos.Experiments.Commands.Evaluate.Deciding;

namespace Eccos.Experiments.Commands.Evaluate.Model;

/// <summary>The time of one part of scheduling.</summary>
/// <param name="What">What was timed.</param>
/// <param name="MedianSecondsPerQuery">The median over windows, or over queries decided one by one.</param>
/// <param name="MeanSecondsPerQuery">The mean over queries.</param>
/// <param name="Parts">The windows or queries that were timed.</param>
/// <param name="MedianShare">The median as a part of the response time; null when that is not known.</param>
/// <param name="MeanShare">The mean as a part of it.</param>
internal sealed record SchedulingTimeReport(string What, double MedianSecondsPerQuery, double MeanSecondsPerQuery, int Parts, double? MedianShare, double? MeanShare)
{
    public static IEnumerable<SchedulingTimeReport> Of(SchedulingTime time, double? response)
    {
        (string What, QueryTime? Time)[] all =
        [
            ("prediction, by windows", time.Prediction),
            ("decision of a batch, as held to the claim", time.Batch),
            ("**batch: prediction and decision**", time.Prediction.Then(time.Batch)),
            ("**streaming: prediction, choice and lease of one query**", time.Streaming),
            ("apart: decision of a batch at a floor within reach", time.FloorsReached),
            ("apart: decision of a batch at a floor out of reach", time.FloorsRelaxed),
        ];
        return all.Where(row => row.Time is not null).Select(row => new SchedulingTimeReport(
            row.What,
            row.Time!.MedianSeconds,
            row.Time.MeanSeconds,
            row.Time.Parts,
            row.Time.MedianSeconds / response,
            row.Time.MeanSeconds / response));
    }
}
