namespace Eccos.Optimization.Tests.Support;

/// <summary>Forms of which every assignment can be looked at.</summary>
internal static class SmallForms
{
    /// <summary>5 to 7 queries on 2 to 4 endpoints, with a floor or none, most slots and some least loads near what binds; values of few levels tie.</summary>
    public static LagrangianForm Of(int seed)
    {
        var random = new Random(seed);
        var (n, m, levels) = (random.Next(5, 8), random.Next(2, 5), random.Next(2) == 0 ? 4 : 1_000_000);
        var (f, g) = (Draw(n * m), Draw(n * m));
        SideRow[] sides = random.Next(4) == 0 ? [] : [new SideRow(LimitKey.Floor, g, g.Average() * n * (0.6 + (0.5 * random.NextDouble())), null)];
        var form = new LagrangianForm(n, m, sides, f);
        for (var j = 0; j < m; j++)
        {
            if (random.Next(3) > 0)
                form.WorkloadLimits[j] = random.Next(1, n);
            if (random.Next(4) == 0)
                form.LeastLoads[j] = Math.Min(random.Next(0, 3), form.WorkloadLimits[j]);
        }

        return form;

        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(1, levels + 1) / (double)levels)];
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
