using CsCheck;

namespace Eccos.Optimization.Tests.Infeasible;

[Parallelizable(ParallelScope.All)]
internal sealed class HittingSetTests
{
    [Test]
    public void Smallest_SmallSets_IsAsSmallAsAnySetThatHitsAll() => Gen.Int[0, 6].HashSet[1, 4].Array[0, 7].Sample(sets =>
    {
        var most = sets.Length;
        var found = HittingSet.Smallest(sets, most, () => false)!;
        var smallest = Enumerable.Range(0, 1 << 7).Where(mask => Array.TrueForAll(sets, set => set.Any(k => (mask >> k & 1) == 1))).Min(int.PopCount);
        return found.Length == smallest
            && Array.TrueForAll(sets, set => set.Overlaps(found))
            && (smallest == 0 || HittingSet.Smallest(sets, smallest - 1, () => false) is null);
    });

    [Test]
    public void Smallest_ManySetsWithNothingInCommon_TakesNoSearch()
    {
        var looks = 0;
        int[][] sets = [.. Enumerable.Range(0, 100).Select(k => new[] { k, 100 + k })];

        var found = HittingSet.Smallest(sets, 100, () => ++looks > 1000);

        Assert.That(found, Is.EqualTo(Enumerable.Range(0, 100)));
        Assert.That(HittingSet.Smallest(sets, 99, () => false), Is.Null);
    }

    [Test]
    public void Smallest_TimeIsUp_EndsWithNone() => Assert.That(HittingSet.Smallest([[1, 2], [2, 3], [3, 1]], 3, () => true), Is.Null);
}
