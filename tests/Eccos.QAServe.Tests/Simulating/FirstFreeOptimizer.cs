namespace Eccos.QAServe.Tests.Simulating;

/// <summary>Gives each query the first endpoint with room.</summary>
internal sealed class FirstFreeOptimizer : IOnlineOptimizer
{
    public IOnlineAssignment Start(SchedulingGoal goal, int endpointCount) => new Stream(new double[endpointCount]);

    private sealed class Stream(double[] noPrices) : IOnlineAssignment
    {
        public void Observe(in OnlineQuery query)
        {
        }

        public OnlineChoice Choose(in OnlineQuery query, ReadOnlySpan<bool> free, in OnlineStanding standing)
        {
            // At no weights at all every endpoint costs 0, and the first of equals is chosen.
            var prices = new OnlinePrices(0, 0, noPrices);
            var (endpoint, keeps) = prices.Choose(query, free);
            return new OnlineChoice(endpoint, keeps, 0, false) { Prices = prices };
        }

        public void Decided(in OnlineQuery query, ReadOnlySpan<bool> free, int endpoint)
        {
        }

        public void Dispose()
        {
        }
    }
}
