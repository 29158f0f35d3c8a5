using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Dual;

[Parallelizable(ParallelScope.All)]
internal sealed class DepartureProgramTests
{
    [Test]
    public void Run_AnyPricesAndBudget_NothingBetterLiesWithinTheBudgetOfACompleteRun([Values(2, 3, 10, 10_000)] int mostKept, [Values] bool hasGroups)
    {
        var (complete, incomplete, better) = (0, 0, 0);
        for (var seed = 0; seed < (hasGroups ? 1_500 : 300); seed++)
        {
            var form = hasGroups ? SmallForms.Grouped(seed) : SmallForms.Of(seed);
            Assert.That(PartSearch.Covers(form), Is.True, $"seed {seed}");
            var (prices, scan) = Prices(form, seed);
            var incumbent = new Incumbent(form, 0);
            var budget = Budget(scan, seed);
            using var program = new DepartureProgram(form, scan, prices, incumbent, budget, mostKept);

            var isComplete = program.Run(long.MaxValue, () => false);

            var least = SmallForms.Assignments(form).Select(state => state.F).Order().FirstOrDefault(double.PositiveInfinity);
            var rounding = 1e-9 * Math.Abs(scan.Bound);
            Assert.That(incumbent.F, Is.GreaterThanOrEqualTo(least - rounding), $"seed {seed}");
            if (isComplete)
                Assert.That(least, Is.GreaterThanOrEqualTo(Math.Min(incumbent.F, scan.Bound + budget) - rounding), $"seed {seed}");
            (complete, incomplete) = isComplete ? (complete + 1, incomplete) : (complete, incomplete + 1);
            better += incumbent.X is null ? 0 : 1;
        }

        Assert.That(complete, Is.GreaterThan(50));
        Assert.That(better, Is.GreaterThan(50));
        Assert.That(incomplete, mostKept < 10_000 ? Is.GreaterThan(10) : Is.Zero);
    }

    [Test]
    public void Run_OutOfTime_IsNotComplete()
    {
        var form = SmallForms.Of(3);
        var (prices, scan) = Prices(form, 3);
        using var program = new DepartureProgram(form, scan, prices, new Incumbent(form, 0), double.MaxValue, 10);

        Assert.That(program.Run(long.MaxValue, () => true), Is.False);
    }

    [Test]
    public void LoadKey_TwoSides_KnowsWhereTheyDifferAndWhatBothComeTo()
    {
        var random = new Random(2);
        for (var m = 2; m <= 30; m++)
        {
            var (key, start) = Full(m);
            var (a, loadsOfA) = Moved(key, start, random);
            var (b, loadsOfB) = Moved(key, start, random);
            var differing = new List<int>();
            for (var difference = a ^ b; difference != 0;)
                differing.Add(key.TakeFirst(ref difference));
            int[] some = [.. Enumerable.Range(0, m).Where(_ => random.Next(2) == 0)];
            int[] both = [.. Enumerable.Range(0, m).Select(j => loadsOfA[j] + loadsOfB[j] - start[j])];

            Assert.That(differing, Is.EqualTo(Enumerable.Range(0, m).Where(j => loadsOfA[j] != loadsOfB[j])), $"M {m}");
            Assert.That(Enumerable.Range(0, m).Select(j => key.Load(a, b, j)), Is.EqualTo(both), $"M {m}");
            Assert.That(key.KeepsLimits(a, b), Is.EqualTo(both.All(load => load is >= 0 and <= 5)), $"M {m}");
            Assert.That(key.TryComplement(a, some, both, out var part), Is.True);
            Assert.That(part, Is.EqualTo(key.Of(b, some)), $"M {m}");
            Assert.That(key.Nearest(loadsOfA), Is.EqualTo(a), $"M {m}");
        }
    }

    [Test]
    public void Elimination_AnyForm_TakesEndpointsWithAPriceOneAfterAnother()
    {
        var several = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var form = SmallForms.Of(seed);
            var (prices, scan) = Prices(form, seed);
            var budget = Budget(scan, seed);
            using var open = new OpenQueries(form, scan, prices, budget);

            var left = Enumerable.Range(0, open.Count).Select(k => open[k].Query).ToList();
            Assert.That(left, Is.Unique);
            var priced = Enumerable.Range(0, form.M).Where(j => prices.Mu[j] > 0 || prices.Pi[j] > 0).ToList();
            while (left.Count > 0 && priced.Count > 0)
            {
                // Some endpoint's queries stand at the front, and of those that could, it has the fewest endpoints in common with others.
                var first = priced.Where(j => left.TakeWhile(i => MayBeAt(i, j)).Count() == left.Count(i => MayBeAt(i, j))).ToList();
                Assert.That(first, Is.Not.Empty, $"seed {seed}");
                var next = first.MinBy(Degree);
                Assert.That(Degree(next), Is.EqualTo(priced.Min(Degree)), $"seed {seed}");
                several += Degree(next) > 0 ? 1 : 0;
                left.RemoveAll(i => MayBeAt(i, next));
                priced.Remove(next);
            }

            bool MayBeAt(int i, int j) => scan.Regrets[(i * form.M) + j] <= budget;
            int Degree(int j) => priced.Count(k => k != j && left.Any(i => MayBeAt(i, j) && MayBeAt(i, k)));
        }

        Assert.That(several, Is.GreaterThan(50));
    }

    [Test]
    public void LoadKey_ManyMoves_CountsAsAnArrayDoesAndRefusesWhatItCannot()
    {
        var random = new Random(1);
        for (var m = 2; m <= 40; m++)
        {
            var (key, loads) = Full(m);
            var (packed, refused) = (key.Start, 0);
            for (var step = 0; step < 5_000; step++)
            {
                // Drawn to the first endpoint, so that the key comes to its end.
                var (from, to) = (random.Next(m), random.Next(3) == 0 ? 0 : random.Next(m));
                var before = packed;
                if (from == to)
                    continue;
                if (!key.TryMove(ref packed, from, to))
                {
                    Assert.That(packed, Is.EqualTo(before));
                    refused++;
                    continue;
                }

                loads[from]--;
                loads[to]++;
            }

            Assert.That(Enumerable.Range(0, m).Select(j => key.Load(packed, j)), Is.EqualTo(loads), $"M {m}");
            Assert.That(key.Counted, Has.Length.EqualTo(m));
            Assert.That(refused, m > 12 ? Is.GreaterThan(0) : Is.GreaterThanOrEqualTo(0));
        }
    }

    /// <summary>The key of 200 queries on M endpoints, where 5 are at each and no more may be.</summary>
    private static (LoadKey Key, int[] Loads) Full(int m)
    {
        var form = new LagrangianForm(200, m, [], new double[200 * m]);
        Array.Fill(form.WorkloadLimits, 5);
        int[] loads = [.. Enumerable.Repeat(5, m)];
        return (new LoadKey(form, loads, loads, [.. Enumerable.Repeat(200, m)]), loads);
    }

    private static (UInt128 Packed, int[] Loads) Moved(LoadKey key, int[] start, Random random)
    {
        var (packed, loads) = (key.Start, (int[])[.. start]);
        for (var step = 0; step < 3; step++)
        {
            var (from, to) = (random.Next(start.Length), random.Next(start.Length));
            if (from == to || !key.TryMove(ref packed, from, to))
                continue;
            loads[from]--;
            loads[to]++;
        }

        return (packed, loads);
    }

    private static (DualPrices Prices, RegretScan Scan) Prices(LagrangianForm form, int seed)
    {
        var random = new Random(seed);
        var prices = new DualPrices(form);
        for (var k = 0; k < form.Sides.Length; k++)
            prices.Lambda[k] = random.Next(5) == 0 ? 0 : random.NextDouble();
        for (var j = 0; j < form.M; j++)
        {
            prices.Mu[j] = form.WorkloadLimits[j] == int.MaxValue || random.Next(2) == 0 ? 0 : 0.3 * random.NextDouble();
            prices.Pi[j] = form.LeastLoads[j] == 0 || random.Next(2) == 0 ? 0 : 0.3 * random.NextDouble();
        }

        var scan = new RegretScan(form);
        scan.Run(prices);
        return (prices, scan);
    }

    private static double Budget(RegretScan scan, int seed) => new Random(seed).NextDouble() * (seed % 3 == 0 ? 0.3 : 3) * scan.Regrets.Where(double.IsFinite).Max();
}
