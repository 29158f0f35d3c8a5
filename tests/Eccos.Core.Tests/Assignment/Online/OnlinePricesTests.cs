using CsCheck;

namespace Eccos.Core.Tests.Assignments.Online;

public sealed class OnlinePricesTests
{
    private static readonly Gen<(double[] Cost, double[] Quality, bool[] Eligible, bool[] Free, double[] Mu)> _row =
        from m in Gen.Int[1, 8]
        from cost in Gen.Int[0, 5].Select(c => c / 4.0).Array[m]
        from quality in Gen.Int[0, 5].Select(a => a / 5.0).Array[m]
        from eligible in Gen.Bool.Array[m]
        from free in Gen.Bool.Array[m]
        from mu in Gen.Int[0, 2].Select(u => u / 3.0).Array[m]
        select (cost, quality, eligible, free, mu);

    // Coarse, because limits are kept to a tolerance in the last digits.
    private static readonly Gen<double> _least = Gen.Int[0, 12].Select(k => k / 10.0);
    private static readonly Gen<double> _most = Gen.Int[0, 12].Select(k => k / 8.0);

    [Test]
    public void Choose_AnyRow_IsTheArgMinOverThoseThatKeepBothLimits() =>
        Gen.Select(_row, Gen.Double[0, 3], _least, _most, Gen.Bool).Sample((row, weight, least, most, leastCost) =>
        {
            var (costWeight, qualityWeight) = leastCost ? (1.0, weight) : (weight, 1.0);
            var (endpoint, keeps) = new OnlinePrices(costWeight, qualityWeight, row.Mu) { LeastQuality = least, MostCostUsd = most }
                .Choose(new OnlineQuery(row.Cost, row.Quality, row.Eligible), row.Free);

            int[] within = [.. Open(row).Where(j => row.Quality[j] >= least && row.Cost[j] <= most)];
            if (within.Length == 0)
                return !keeps;
            double Reduced(int j) => (leastCost ? row.Cost[j] - (weight * row.Quality[j]) : (weight * row.Cost[j]) - row.Quality[j]) + row.Mu[j];
            return keeps && within.Contains(endpoint) && Reduced(endpoint) <= within.Min(Reduced) + 1e-12;
        });

    [Test]
    public void Choose_NothingKeepsBothLimits_TakesTheNearestByThePolicy() =>
        Gen.Select(_row, _least, _most, Gen.Bool).Sample((row, least, most, relaxBudget) =>
        {
            int[] open = [.. Open(row)];
            if (open.Any(j => row.Quality[j] >= least && row.Cost[j] <= most))
                return true;
            var prices = new OnlinePrices(1, 1, row.Mu)
            {
                LeastQuality = least,
                MostCostUsd = most,
                WhenInfeasible = relaxBudget ? InfeasiblePolicy.RelaxBudget : InfeasiblePolicy.RelaxFloor,
            };
            var (endpoint, _) = prices.Choose(new OnlineQuery(row.Cost, row.Quality, row.Eligible), row.Free);
            if (open.Length == 0)
                return endpoint == -1;

            int[] kept = [.. open.Where(j => row.Quality[j] >= least)];
            int[] paid = [.. open.Where(j => row.Cost[j] <= most)];
            return relaxBudget
                ? kept.Length > 0 ? kept.Contains(endpoint) && row.Cost[endpoint] == kept.Min(j => row.Cost[j]) : row.Quality[endpoint] == open.Max(j => row.Quality[j])
                : paid.Length > 0 ? paid.Contains(endpoint) && row.Quality[endpoint] == paid.Max(j => row.Quality[j]) : row.Cost[endpoint] == open.Min(j => row.Cost[j]);
        });

    private static IEnumerable<int> Open((double[] Cost, double[] Quality, bool[] Eligible, bool[] Free, double[] Mu) row) =>
        Enumerable.Range(0, row.Cost.Length).Where(j => row.Eligible[j] && row.Free[j]);
}
