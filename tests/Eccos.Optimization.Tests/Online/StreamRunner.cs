namespace Eccos.Optimization.Tests.Online;

/// <summary>Drives an online assignment as a scheduler does, nothing being full, and keeps what it chose and at which price.</summary>
internal sealed class StreamRunner(SchedulingGoal goal, PriceDirectedOptions options, IOptimizer? optimizer = null)
{
    public List<(int Endpoint, double Cost, double Quality)> Placed { get; } = [];

    public List<OnlineChoice> Choices { get; } = [];

    public double Deficit { get; private set; }

    public double Overspend { get; private set; }

    public double Cost => Placed.Sum(choice => choice.Cost);

    public double Average => Placed.Average(choice => choice.Quality);

    public StreamRunner Run(double[][] cost, double[][] quality, IEnumerable<int>? reference = null, IEnumerable<int>? order = null)
    {
        using var assignment = new PriceDirectedOptimizer(options, optimizer).Start(goal, cost[0].Length);
        bool[] all = [.. Enumerable.Repeat(true, cost[0].Length)];
        foreach (var i in reference ?? [])
            assignment.Observe(new OnlineQuery(cost[i], quality[i], all));
        foreach (var i in order ?? Enumerable.Range(0, cost.Length))
        {
            var query = new OnlineQuery(cost[i], quality[i], all);
            var standing = new OnlineStanding(Placed.Count, goal.QualityFloor ?? 0, Deficit, goal.BudgetUsd ?? 0, Overspend);
            var choice = assignment.Choose(query, all, standing);
            assignment.Decided(query, all, choice.Endpoint);
            Choices.Add(choice);
            Placed.Add((choice.Endpoint, cost[i][choice.Endpoint], quality[i][choice.Endpoint]));
            Deficit += (goal.QualityFloor ?? 0) - quality[i][choice.Endpoint];
            Overspend += cost[i][choice.Endpoint] - (goal.BudgetUsd ?? 0);
        }

        return this;
    }
}
