using QuickStart.Judging;

namespace QuickStart.Printing;

/// <summary>What the figures say, in sentences that hold whichever way they turn out.</summary>
internal static class Conclusion
{
    public static IEnumerable<string> Sentences(Report report)
    {
        var verdict = report.Verdict;
        yield return $"Eccos was asked for {Figures.Percent(report.Goal.QualityFloor!.Value)}, predicted {Figures.Percent(report.Run.PredictedSuccess)} "
            + $"and reached {Figures.Percent(verdict.Eccos.Success)} (standard error {Figures.Points(verdict.Eccos.SuccessError)}).";
        yield return Compare(verdict.Eccos, verdict.AllBest);
        yield return Compare(verdict.Eccos, verdict.BestFirst);
        yield return "Best first fills the best endpoint to its limit, then the next, without reading the queries.";
        if (!verdict.AllBest.KeepsLimits)
            yield return "All best and all cheapest ignore the workload limits: they could not be served like this.";
    }

    private static string Compare(Outcome eccos, Outcome other)
    {
        var saved = 1 - (eccos.CostUsd / other.CostUsd);
        var (difference, error) = eccos.Against(other);
        return (other.CostUsd > 0
                ? $"Against {other.Policy.Name} it costs {Figures.Percent(Math.Abs(saved))} {(saved >= 0 ? "less" : "more")} for "
                : $"Against {other.Policy.Name}, which is free, it costs {Figures.Usd(eccos.CostPerThousandUsd)} USD per 1,000 for ")
            + $"{Figures.Points(Math.Abs(difference))} points {(difference >= 0 ? "more" : "less")} success (standard error {Figures.Points(error)}).";
    }
}
