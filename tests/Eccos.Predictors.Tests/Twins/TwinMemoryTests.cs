namespace Eccos.Predictors.Tests;

public sealed class TwinMemoryTests
{
    private static readonly string[] _texts =
    [
        "Sarah was a much better surgeon than Maria so _ always got the easier cases.\nA) Maria\nB) Sarah\nAnswer with A or B.",
        "Ships float because of buoyancy.",
        "",
    ];

    [Test]
    public void Find_OneWordChanged_IsATwinInTheSameOrder()
    {
        var twin = Find(_texts[0].Replace("easier", "harder", StringComparison.Ordinal));

        // 21 distinct words and symbols, of which one differs; "a" is an article and an option.
        Assert.That(twin, Is.EqualTo(new Twin(0, 20 / 21.0, false)));
    }

    [Test]
    public void Find_OptionsChangedPlaces_IsReordered()
    {
        var twin = Find(_texts[0].Replace("A) Maria\nB) Sarah", "A) Sarah\nB) Maria", StringComparison.Ordinal));

        Assert.That(twin, Is.EqualTo(new Twin(0, 1, true)));
    }

    [TestCase("Sarah was a much better surgeon than Maria so _ always got the easier cases.\nA) Maria\nB) Sarah\nAnswer with A or B.", Description = "the very same question")]
    [TestCase("SARAH  was a much better surgeon than Maria so _ always got the easier cases. A) Maria B) Sarah Answer with A or B.", Description = "the same words")]
    [TestCase("Maria was born in a house with cases and got there.", Description = "few common words")]
    [TestCase("", Description = "no word")]
    public void Find_NotATwin_FindsNone(string text) => Assert.That(Find(text), Is.EqualTo(Twin.None));

    [Test]
    public void Find_NeighbourTooFar_FindsNone() =>
        Assert.That(Find(_texts[0].Replace("easier", "harder", StringComparison.Ordinal), cosine: 0.5f), Is.EqualTo(Twin.None));

    [Test]
    public void Of_TextOfTooManyWords_HasNoWordsAndNoTwin()
    {
        var text = string.Join(' ', Enumerable.Range(0, WordTrail.Longest + 1));
        var memory = TwinMemory.Of([text]);

        Assert.That(memory.Words(0).Length, Is.Zero);
        Assert.That(memory.Find(text + " more", [new Neighbour(1, 0)], new WordTrail()), Is.EqualTo(Twin.None));
    }

    [Test]
    public void Find_TrailUsedBefore_FindsTheSame()
    {
        var (memory, trail) = (TwinMemory.Of(_texts), new WordTrail());
        var text = _texts[0].Replace("easier", "harder", StringComparison.Ordinal);
        var first = memory.Find(text, [new Neighbour(0.95f, 0)], trail);
        memory.Find("something else", [new Neighbour(0.95f, 1)], trail);

        Assert.That(memory.Find(text, [new Neighbour(0.95f, 0)], trail), Is.EqualTo(first));
    }

    [Test]
    public void Add_RowsThatCameLater_AreFoundUntilTheyAreForgotten()
    {
        var fitted = TwinMemory.Of(_texts[1..]);
        var grown = fitted.Add([_texts[1] + " They sink without it.", _texts[0]]);
        var (text, near) = (_texts[0].Replace("easier", "harder", StringComparison.Ordinal), new[] { new Neighbour(0.95f, 3), new Neighbour(0.95f, 0) });

        Assert.That(grown.Count, Is.EqualTo(4));
        Assert.That(grown.Find(text, near, new WordTrail()), Is.EqualTo(new Twin(3, 20 / 21.0, false)));
        Assert.That(grown.Forget(0, 1).Find(text, [new Neighbour(0.95f, 2)], new WordTrail()).Row, Is.EqualTo(2));
        Assert.That(grown.Forget(1, 1).Words(2).ToArray(), Is.EqualTo(grown.Words(2).ToArray()));
        Assert.That(fitted.Count, Is.EqualTo(2), "the memory it was made from stays");
        Assert.That(fitted.Join(TwinMemory.Of(_texts)).Words(2).ToArray(), Is.EqualTo(grown.Words(3).ToArray()));
    }

    private static Twin Find(string text, float cosine = 0.95f) =>
        TwinMemory.Of(_texts).Find(text, [new Neighbour(cosine, 0), new Neighbour(cosine, 1), new Neighbour(cosine, 2)], new WordTrail());
}
