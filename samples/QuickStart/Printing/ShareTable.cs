using System.Globalization;
using QuickStart.Data;
using QuickStart.Judging;
using QuickStart.Scheduling;
using Spectre.Console;

namespace QuickStart.Printing;

/// <summary>The endpoints, and the share of the queries that each policy sends them.</summary>
internal static class ShareTable
{
    public static Table Create(LabelledData data, IReadOnlyList<Outcome> outcomes)
    {
        var success = TrainingMeans.Success(data.Training);
        var table = Tables.New(
            "Share of the queries per endpoint",
            ["endpoint", "USD/M tokens", "at once", "fit part", .. outcomes.Select(outcome => outcome.Policy.Name)]);
        for (var j = 0; j < data.Pool.Count; j++)
        {
            Tables.AddRow(
                table,
                [
                    data.Pool[j].Name,
                    data.Pool[j].Prices is { } prices ? $"{Figures.Price(prices.Input)} / {Figures.Price(prices.Output)}" : "learned",
                    data.Pool[j].ConcurrencyLimit?.ToString(CultureInfo.InvariantCulture) ?? "any",
                    Figures.Percent(success[j]),
                    .. outcomes.Select(outcome => outcome.Served[j] == 0 ? "" : Figures.Percent((double)outcome.Served[j] / data.Test.Count)),
                ]);
        }

        return table;
    }
}
