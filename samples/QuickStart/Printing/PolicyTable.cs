using Eccos;
using QuickStart.Judging;
using Spectre.Console;

namespace QuickStart.Printing;

/// <summary>Realised success and cost of every policy on the same queries.</summary>
internal static class PolicyTable
{
    public static Table Create(Verdict verdict, ModelPool pool)
    {
        var table = Tables.New("Realised on the same queries, by their true labels", "policy", "success", "std. error", "USD per 1,000", "of all best", "keeps limits");
        foreach (var outcome in verdict.All)
        {
            Tables.AddRow(
                table,
                Name(outcome, pool),
                Figures.Percent(outcome.Success),
                Figures.Points(outcome.SuccessError),
                Figures.Usd(outcome.CostPerThousandUsd),
                Figures.Percent(outcome.CostUsd / verdict.AllBest.CostUsd),
                outcome.KeepsLimits ? "yes" : "no");
        }

        return table;
    }

    // A policy that sends everything to one endpoint is named with it.
    private static string Name(Outcome outcome, ModelPool pool)
    {
        var only = Array.FindIndex(outcome.Served, served => served == outcome.Policy.EndpointOf.Count);
        return only < 0 ? outcome.Policy.Name : $"{outcome.Policy.Name} ({pool[only].Name})";
    }
}
