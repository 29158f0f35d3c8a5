using CsCheck;
using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Dual;

[Parallelizable(ParallelScope.All)]
internal sealed class OpenRowsTests
{
    [Test]
    public void Rows_AnyGroupedForm_CountEveryQueryWhileTheyAreOpenEachInASlotOfItsOwn()
    {
        var together = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var form = SmallForms.Grouped(seed);
            var scan = new RegretScan(form);
            scan.Run(new DualPrices(form));
            using var open = new OpenQueries(form, scan, new DualPrices(form), budget: 0.5);
            var rows = new OpenRows(form, scan, new DualPrices(form), open);

            foreach (var row in rows.Rows)
            {
                var side = form.Sides[row.Row];
                int[] counted = [.. side.Queries ?? [.. Enumerable.Range(0, form.N)]];
                int[] places = [.. Enumerable.Range(0, open.Count).Where(place => counted.Contains(open[place].Query))];
                Assert.That((row.First, row.End), Is.EqualTo((places[0], places[^1] + 1)), $"seed {seed}");
                Assert.That(row.Room, Is.EqualTo(side.Limit - counted.Select((i, at) => side.G[(at * form.M) + scan.Best[i]]).Sum()).Within(1e-12), $"seed {seed}");
                Assert.That(row.FromTheEnd(open.Count).FromTheEnd(open.Count), Is.EqualTo(row));
                Assert.That(row.Slot, Is.InRange(0, RowOrder.MostOpen - 1));
            }

            for (var place = 0; place < open.Count; place++)
            {
                var here = rows.Rows.Where(row => row.First <= place && place < row.End).ToArray();
                Assert.That(here.Select(row => row.Slot), Is.Unique, $"seed {seed}");
                together += here.Length > 1 ? 1 : 0;
            }

            Assert.That(rows.CanBeKept, Is.EqualTo(form.Sides.Where((_, k) => rows.Rows.All(row => row.Row != k)).All(Keeps)), $"seed {seed}");

            bool Keeps(SideRow side) => (side.Queries ?? [.. Enumerable.Range(0, form.N)]).Select((i, at) => side.G[(at * form.M) + scan.Best[i]]).Sum() <= side.Limit;
        }

        Assert.That(together, Is.GreaterThan(500));
    }

    [Test]
    public void Covers_MoreRowsAtATimeThanAreCounted_IsFalse()
    {
        Assert.That(PartSearch.Covers(Form([[0, 1], [2, 3], [4, 5]])), Is.True);
        Assert.That(PartSearch.Covers(Form([[0, 1], null, [2, 3]])), Is.True);
        Assert.That(PartSearch.Covers(Form([[0, 1], [0, 1], [2, 3], [2, 3]])), Is.True);
        Assert.That(PartSearch.Covers(Form([null, null, [2, 3]])), Is.False);
        Assert.That(PartSearch.Covers(Form([[0, 1], [0, 1], null])), Is.False);
        Assert.That(PartSearch.Covers(Form([[0, 2, 4], [1, 2, 5], [0, 3, 5]])), Is.False);
    }

    [Test]
    public void Covers_GroupsThatShareQueries_IsTrueOnlyWhereTheRowsHaveSlotsInAnyOrderOfRegrets() =>
        Gen.Select(Gen.Int[0, 5].HashSet[1, 6].Array[1, 4], Gen.Double.Unit.Array[12]).Sample((groups, f) =>
        {
            var form = Form([.. groups.Select(group => (int[])[.. group.Order()])], f);
            var (scan, prices) = (new RegretScan(form), new DualPrices(form));
            scan.Run(prices);
            using var open = new OpenQueries(form, scan, prices, budget: 1);
            return !PartSearch.Covers(form) || Array.TrueForAll(new OpenRows(form, scan, prices, open).Rows, row => row.Slot >= 0);
        });

    [Test]
    public void LowestValues_ManyPairs_KeepsThoseOfWhichNoneIsAsLowInBoth()
    {
        var random = new Random(1);
        var refused = 0;
        for (var round = 0; round < 200; round++)
        {
            var (lowest, before) = (new LowestValues(), new List<(int G, int H)>());
            for (var k = 0; k < 30; k++)
            {
                var (g, h) = (random.Next(12), random.Next(round % 2 == 0 ? 12 : 1));
                var isNew = before.TrueForAll(pair => pair.G > g || pair.H > h);

                Assert.That(lowest.TryAdd(g, h), Is.EqualTo(isNew), $"{g}, {h} after {string.Join(' ', before)}");
                before.Add((g, h));
                refused += isNew ? 0 : 1;
            }

            lowest.Clear();
            Assert.That(lowest.TryAdd(100, 100), Is.True);
        }

        Assert.That(refused, Is.InRange(1_000, 5_900));
    }

    private static LagrangianForm Form(int[]?[] rows, double[]? f = null)
    {
        const int Queries = 6;
        SideRow[] sides = [.. rows.Select(queries => new SideRow(LimitKey.Floor, new double[2 * (queries?.Length ?? Queries)], 1, queries))];
        return new LagrangianForm(Queries, 2, sides, f ?? new double[2 * Queries]);
    }
}
