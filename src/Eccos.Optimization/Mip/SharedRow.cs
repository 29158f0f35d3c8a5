namespace Eccos.Optimization;

/// <summary>A limit as a knapsack of the program: sum_ij w_ij x_ij + d sum_i y_i at most Rest, all w at least 0.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Rest">What the row may use.</param>
/// <param name="Weight">w_ij for a query of the row.</param>
/// <param name="DeferredWeight">d, what a deferred query takes.</param>
internal sealed record SharedRow(LimitRow Limit, double Rest, Func<int, int, double> Weight, double DeferredWeight = 0)
{
    /// <summary>
    /// The rows of a formulation. Floors and budgets are taken in regrets; a least share of one endpoint is a limit on what all others take together. Floors over
    /// a number of served queries that is not known beforehand are left out.
    /// </summary>
    public static IEnumerable<SharedRow> Of(RegretForm regret, Tightening tightening)
    {
        var (formulation, problem) = (regret.Formulation, regret.Formulation.Problem);
        foreach (var row in regret.Rows.Where(row => !IsOfTheServed(formulation, row)))
        {
            var all = row.Key == LimitKey.Floor ? formulation.ServedCount : row.Queries?.Count ?? problem.QueryCount;
            var b = row.Limit(problem, all);
            var slack = tightening.Slack(row.Key, b);
            yield return row.Key.Kind switch
            {
                LimitKind.QualityFloor => new SharedRow(row, -regret.Quality.BaseOf(row.Queries) - b + slack, (i, j) => regret.Quality[i, j]),
                LimitKind.Budget => new SharedRow(row, b - regret.Cost.BaseOf(row.Queries) + slack, (i, j) => regret.Cost[i, j]),
                LimitKind.MinimumShare => new SharedRow(row, problem.QueryCount - b, (_, j) => j == row.Key.Endpoint ? 0 : 1, DeferredWeight: 1),
                LimitKind.Tokens => new SharedRow(row, b + slack, (i, j) => row.Weight(problem, i, j)),
                _ => new SharedRow(row, b, (i, j) => row.Weight(problem, i, j)),
            };
        }
    }

    /// <summary>Whether a floor holds for the average of those that are served, however many those are.</summary>
    public static bool IsOfTheServed(Formulation formulation, LimitRow row) =>
        row.IsFloor && formulation.Defers && (formulation.Goal == Goal.MostServed || row.Queries is not null);
}
