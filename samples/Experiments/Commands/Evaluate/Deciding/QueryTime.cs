using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Deciding;

/// <summary>The time a query takes, over parts of a run that were timed one by one.</summary>
/// <param name="MedianSeconds">The median over the parts of a part's time divided by its queries; a machine busy with other work changes it least.</param>
/// <param name="MeanSeconds">All time divided by all queries.</param>
/// <param name="Parts">The parts that were timed.</param>
internal sealed record QueryTime(double MedianSeconds, double MeanSeconds, int Parts)
{
    public static QueryTime? Of(IEnumerable<(TimeSpan Time, int Queries)> parts)
    {
        (TimeSpan Time, int Queries)[] all = [.. parts];
        if (all.Length == 0)
            return null;
        double[] perQuery = [.. all.Select(part => part.Time.TotalSeconds / part.Queries).Order()];
        return new QueryTime(
            (perQuery[(perQuery.Length - 1) / 2] + perQuery[perQuery.Length / 2]) / 2,
            all.Sum(part => part.Time.TotalSeconds) / all.Sum(part => part.Queries),
            all.Length);
    }

    /// <summary>The decisions of runs; those of a batch by windows.</summary>
    public static QueryTime? Of(IEnumerable<RoutingRun> runs) =>
        Of(runs.SelectMany(run => run.DecisionTimes.Zip(run.Options.Setting == RoutingSetting.Batch ? run.Windows.Select(window => window.Count) : run.Order.Select(_ => 1))));

    /// <summary>One thing after another: medians are added as means are.</summary>
    public QueryTime Then(QueryTime next) => new(MedianSeconds + next.MedianSeconds, MeanSeconds + next.MeanSeconds, Parts + next.Parts);
}
