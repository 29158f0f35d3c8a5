namespace Eccos.Optimization.Tests.Online;

/// <summary>Drives an online assignment over endpoints that hold each query for some while and take so many at once.</summary>
/// <param name="goal">What the stream strives for.</param>
/// <param name="slots">The requests each endpoint takes at once.</param>
/// <param name="tellsCapacity">Whether the assignment is told what is in use.</param>
internal sealed class SlotRunner(SchedulingGoal goal, int[] slots, bool tellsCapacity = true)
{
    public List<(double Cost, double Quality)> Placed { get; } = [];

    /// <summary>The choices that the assignment made of an endpoint without room; a scheduler would have refused them.</summary>
    public int Refused { get; private set; }

    /// <param name="cost">N rows.</param>
    /// <param name="quality">N rows.</param>
    /// <param name="hold">How many queries come while one is served at an endpoint.</param>
    /// <param name="typical">Rows shown before; they are not placed.</param>
    public SlotRunner Run(double[][] cost, double[][] quality, Func<int, double> hold, int typical)
    {
        var m = slots.Length;
        using var assignment = new PriceDirectedOptimizer().Start(goal, m);
        bool[] all = [.. Enumerable.Repeat(true, m)];
        for (var i = 0; i < typical; i++)
            assignment.Observe(new OnlineQuery(cost[i], quality[i], all));

        var (used, leaving) = (new int[m], new PriorityQueue<int, double>());
        var (deficit, overspend) = (0.0, 0.0);
        for (var i = typical; i < cost.Length; i++)
        {
            while (leaving.TryPeek(out var left, out var at) && at <= i)
                used[leaving.Dequeue()]--;
            if (tellsCapacity && i % 8 == 0)
                assignment.ObserveCapacity([.. used.Select((count, j) => new EndpointCapacity(slots[j] - count, null, null, count) { Load = (double)count / slots[j] })]);
            bool[] free = [.. Enumerable.Repeat(true, m)];
            var query = new OnlineQuery(cost[i], quality[i], all);
            var standing = new OnlineStanding(i - typical, goal.QualityFloor ?? 0, deficit, goal.BudgetUsd ?? 0, overspend);
            var j = assignment.Choose(query, free, standing).Endpoint;
            while (used[j] == slots[j])
            {
                Refused++;
                free[j] = false;
                j = assignment.Choose(query, free, standing).Endpoint;
            }

            assignment.Decided(query, free, j);
            used[j]++;
            leaving.Enqueue(j, i + hold(j));
            Placed.Add((cost[i][j], quality[i][j]));
            deficit += (goal.QualityFloor ?? 0) - quality[i][j];
            overspend += cost[i][j] - (goal.BudgetUsd ?? 0);
        }

        return this;
    }
}
