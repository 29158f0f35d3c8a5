namespace Eccos.Optimization.Tests.Support;

/// <summary>Forms of which every assignment can be looked at.</summary>
internal static class SmallForms
{
    /// <summary>5 to 7 queries on 2 to 4 endpoints, with a floor or none, most slots and some least loads near what binds; values of few levels tie.</summary>
    public static LagrangianForm Of(int seed)
    {
        var random = new Random(seed);
        var (n, m, levels) = (random.Next(5, 8), random.Next(2, 5), random.Next(2) == 0 ? 4 : 1_000_000);
        var f = Draw(random, n * m, levels);
        SideRow[] sides = random.Next(4) == 0 ? [] : [Row(random, m, levels, n, null)];
        return Limited(random, new LagrangianForm(n, m, sides, f));
    }

    /// <summary>
    /// The same with limits on one to three groups, which take turns or have queries in common, and of no group at times; with another limit on one of them or on all queries, or neither.
    /// </summary>
    public static LagrangianForm Grouped(int seed)
    {
        var random = new Random(seed);
        var (n, m, levels, groups) = (random.Next(5, 8), random.Next(2, 5), random.Next(2) == 0 ? 4 : 1_000_000, random.Next(1, 4));
        var f = Draw(random, n * m, levels);
        int[] groupOf = [.. Enumerable.Range(0, n).Select(_ => random.Next(groups + 1))];
        int[][] members = [.. Enumerable.Range(0, groups).Select(k => Enumerable.Range(0, n).Where(i => groupOf[i] == k).ToArray()).Where(group => group.Length > 0)];
        var sides = members.Select(group => Row(random, m, levels, group.Length, group)).ToList();
        if (random.Next(3) is var other && other == 0)
            sides.Insert(random.Next(sides.Count + 1), Row(random, m, levels, n, null));
        else if (other == 1 && members.Length > 0)
            sides.Add(Row(random, m, levels, members[0].Length, members[0]));
        return Limited(random, new LagrangianForm(n, m, [.. sides], f));
    }

    private static SideRow Row(Random random, int m, int levels, int count, int[]? queries)
    {
        var g = Draw(random, count * m, levels);
        return new SideRow(LimitKey.Floor, g, g.Average() * count * (0.6 + (0.5 * random.NextDouble())), queries);
    }

    private static double[] Draw(Random random, int count, int levels) => [.. Enumerable.Range(0, count).Select(_ => random.Next(1, levels + 1) / (double)levels)];

    private static LagrangianForm Limited(Random random, LagrangianForm form)
    {
        var (n, m) = (form.N, form.M);
        for (var j = 0; j < m; j++)
        {
            if (random.Next(3) > 0)
                form.WorkloadLimits[j] = random.Next(1, n);
            if (random.Next(4) == 0)
                form.LeastLoads[j] = Math.Min(random.Next(0, 3), form.WorkloadLimits[j]);
        }

        return form;
    }

    /// <summary>Every assignment that keeps all limits.</summary>
    public static IEnumerable<SearchState> Assignments(LagrangianForm form)
    {
        var x = new int[form.N];
        while (true)
        {
            var state = new SearchState(form, [.. x]);
            if (state.Violation == 0)
                yield return state;
            var i = 0;
            while (i < x.Length && ++x[i] == form.M)
                x[i++] = 0;
            if (i == x.Length)
                yield break;
        }
    }
}
