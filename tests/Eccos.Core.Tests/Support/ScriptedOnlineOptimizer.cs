namespace Eccos.Core.Tests.Support;

/// <summary>Chooses what a script says, then the first endpoint that may serve the query and has room; keeps what it was told.</summary>
internal sealed class ScriptedOnlineOptimizer : IOnlineOptimizer
{
    public List<OnlineChoice> Choices { get; } = [];

    public List<OnlineStanding> Standings { get; } = [];

    public List<int[]> Groups { get; } = [];

    public List<OnlineStanding[]> GroupStandings { get; } = [];

    public List<int> Decided { get; } = [];

    public int Observed { get; private set; }

    public int Started { get; private set; }

    public int Ended { get; private set; }

    public List<EndpointCapacity[]> Capacities { get; } = [];

    public IOnlineAssignment Start(SchedulingGoal goal, int endpointCount)
    {
        Started++;
        return new Assignment(this);
    }

    private sealed class Assignment(ScriptedOnlineOptimizer owner) : IOnlineAssignment
    {
        private int _next;

        public void Observe(in OnlineQuery query) => owner.Observed++;

        public void ObserveCapacity(ReadOnlySpan<EndpointCapacity> capacity) => owner.Capacities.Add(capacity.ToArray());

        public OnlineChoice Choose(in OnlineQuery query, ReadOnlySpan<bool> free, in OnlineStanding standing)
        {
            owner.Standings.Add(standing);
            owner.Groups.Add(query.Groups.ToArray());
            owner.GroupStandings.Add([.. standing.Groups]);
            if (_next < owner.Choices.Count)
                return owner.Choices[_next++];
            for (var j = 0; j < free.Length; j++)
            {
                if (free[j] && query.Eligible[j])
                    return new OnlineChoice(j, true, 1, false);
            }

            return new OnlineChoice(Eccos.Assignment.Unassigned, false, 1, false);
        }

        public void Decided(in OnlineQuery query, ReadOnlySpan<bool> free, int endpoint) => owner.Decided.Add(endpoint);

        public void Dispose() => owner.Ended++;
    }
}
