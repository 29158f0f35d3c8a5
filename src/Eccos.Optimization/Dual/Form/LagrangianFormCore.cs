namespace Eccos.Optimization;

/// <summary>What is left of a form to decide when some queries are.</summary>
internal static class LagrangianFormCore
{
    /// <summary>The other queries with the options that are open, and the limits less what is taken.</summary>
    /// <param name="form">The form.</param>
    /// <param name="queries">The queries that are open, in order, by their place here.</param>
    /// <param name="isOpen">Whether x_ij may still be 1.</param>
    /// <param name="x">The endpoint of each query that is decided.</param>
    public static LagrangianForm Core(this LagrangianForm form, ReadOnlySpan<int> queries, Func<int, int, bool> isOpen, ReadOnlySpan<int> x)
    {
        var m = form.M;
        var (tokens, count, place) = (new double[m], new int[m], new int[form.N]);
        for (int i = 0, next = 0; i < form.N; i++)
        {
            place[i] = next < queries.Length && queries[next] == i ? next++ : -1;
            if (place[i] >= 0)
                continue;
            tokens[x[i]] += form.TOf(i, x[i]);
            count[x[i]]++;
        }

        var sides = new SideRow[form.Sides.Length];
        for (var k = 0; k < sides.Length; k++)
            sides[k] = Side(form.Sides[k], m, place, x);
        var core = new LagrangianForm(queries.Length, m, sides, new double[queries.Length * m]) { T = form.HasTokenLimits ? new double[queries.Length * m] : [] };
        for (var i = 0; i < queries.Length; i++)
        {
            for (var j = 0; j < m; j++)
            {
                var k = (i * m) + j;
                core.F[k] = isOpen(queries[i], j) ? form.F[(queries[i] * m) + j] : double.PositiveInfinity;
                if (form.HasTokenLimits)
                    core.T[k] = form.T[(queries[i] * m) + j];
            }
        }

        for (var j = 0; j < m; j++)
        {
            core.WorkloadLimits[j] = form.WorkloadLimits[j] == int.MaxValue || form.WorkloadLimits[j] - count[j] >= core.N ? int.MaxValue : form.WorkloadLimits[j] - count[j];
            core.LeastLoads[j] = Math.Max(0, form.LeastLoads[j] - count[j]);
            core.TokenLimits[j] = form.TokenLimits[j] - tokens[j];
        }

        return core;
    }

    /// <summary>Whether the limits on counts and tokens alone rule every assignment out.</summary>
    public static bool IsOverfull(this LagrangianForm form) =>
        form.WorkloadLimits.Any(limit => limit < 0) || form.TokenLimits.Any(limit => limit < 0) || (form.HasLeastLoads && form.LeastLoads.Sum() > form.N);

    private static SideRow Side(SideRow side, int m, int[] place, ReadOnlySpan<int> x)
    {
        var (count, n) = (0, side.G.Length / m);
        for (var at = 0; at < n; at++)
            count += place[side.Queries?[at] ?? at] >= 0 ? 1 : 0;
        var (g, queries, next, taken) = (new double[count * m], side.Queries is null ? null : new int[count], 0, 0.0);
        for (var at = 0; at < n; at++)
        {
            var i = side.Queries?[at] ?? at;
            if (place[i] < 0)
            {
                taken += side.G[(at * m) + x[i]];
                continue;
            }

            side.G.AsSpan(at * m, m).CopyTo(g.AsSpan(next * m));
            queries?[next] = place[i];
            next++;
        }

        return new SideRow(side.Key, g, side.Limit - taken, queries);
    }
}
