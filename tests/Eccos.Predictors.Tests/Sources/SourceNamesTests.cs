namespace Eccos.Predictors.Tests;

public sealed class SourceNamesTests
{
    [TestCase("a", "b", true)]
    [TestCase("a", "a", false)]
    [TestCase("a", null, true)]
    [TestCase(null, null, false)]
    public void Of_TwoSourcesOrMore(string? first, string? second, bool expected) =>
        Assert.That(SourceNames.Of(Sourced(20, i => i % 2 == 0 ? first : second)), expected ? Is.Not.Null : Is.Null);

    [Test]
    public void Of_EveryRecordOfItsOwnSource_TellsNothing() => Assert.That(SourceNames.Of(Sourced(20, i => $"{i}")), Is.Null);

    [Test]
    public void Label_RecordsOfAPart_AreNumberedAsInTheWhole()
    {
        var set = Sourced(60, i => i < 10 ? "rare" : i < 30 ? "usual" : "frequent");
        var i = 0;

        var labels = SourceNames.Of(set)!.Label(set.Where(_ => i++ < 20));

        Assert.That(labels.Count, Is.EqualTo(3));
        Assert.That(labels.Source, Is.EqualTo([.. Enumerable.Repeat(2, 10), .. Enumerable.Repeat(1, 10)]));
    }

    [Test]
    public void Label_MoreSourcesThanAreToldApart_TheRarestAreOne()
    {
        // 100 sources: the first 63 of three records each, the others of one.
        var set = Sourced((63 * 3) + 37, i => i < 63 * 3 ? $"{i / 3}" : $"single {i}");

        var labels = SourceNames.Of(set)!.Label(set);

        Assert.That(labels.Count, Is.EqualTo(64));
        Assert.That(labels.Source.CountBy(s => s).OrderBy(entry => entry.Key).Select(entry => entry.Value), Is.EqualTo([.. Enumerable.Repeat(3, 63), 37]));
    }

    private static TrainingSet Sourced(int count, Func<int, string?> source) =>
        Sets.Of([.. Synthetic.Set(count, 1).Records.Select((record, i) => record with { Source = source(i) })]);
}
