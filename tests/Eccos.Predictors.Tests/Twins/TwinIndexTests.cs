using CsCheck;

namespace Eccos.Predictors.Tests;

public sealed class TwinIndexTests
{
    /// <summary>Texts of few words, so that many share most of them, with words that the past texts lack.</summary>
    private static readonly Gen<string> _text = Gen.Int[0, 14].Array[0, 24].Select(words => string.Join(' ', words.Select(word => $"{(char)('a' + word)}{(char)('a' + word)}")));

    [Test]
    public void Find_AnyTexts_FindsWhatComparingWithAllFinds() =>
        Gen.Select(_text.Array[1, 40], _text, Gen.Int[-1, 39]).Sample((texts, text, except) =>
        {
            var index = new TwinIndex(TwinMemory.Of(texts));

            return index.Find(text, except, new TwinScratch()) == Compare(texts, text, except);
        }, iter: 2000);

    [Test]
    public void FindAmongOthers_TextsOfATwinEach_FindsEachOther()
    {
        string[] texts = [.. PairedQuestions.Create(0, 50).Select(record => record.Query), "", "a text like no other of all"];

        var twins = new TwinIndex(TwinMemory.Of(texts)).FindAmongOthers(texts, new ParallelOptions());

        for (var i = 0; i < 100; i++)
            Assert.That(twins[i], Is.EqualTo(Compare(texts, texts[i], i)).And.Property(nameof(Twin.Row)).EqualTo(i ^ 1));
        Assert.That(twins[100..], Is.All.EqualTo(Twin.None));
    }

    [Test]
    public void Find_MoreTextsOfOnePatternThanAreLookedAt_FindsATwin()
    {
        string[] texts = [.. Enumerable.Range(0, 2000).Select(i => $"one and the same pattern of ten words and one more {(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}")];
        var index = new TwinIndex(TwinMemory.Of(texts));

        var twin = index.Find("one and the same pattern of ten words and one more time", -1, new TwinScratch());

        Assert.That(twin.Row, Is.Not.Negative);
        Assert.That(index.Find("one and the same pattern of ten words and one more time", -1, new TwinScratch()), Is.EqualTo(twin));
    }

    private static Twin Compare(string[] texts, string text, int except)
    {
        var trail = new WordTrail();
        trail.Read(text);
        var memory = TwinMemory.Of(texts);
        return Enumerable.Range(0, texts.Length).Where(row => row != except)
            .Select(row => (Row: row, Compared: trail.Compare(memory.Words(row))))
            .Where(entry => entry.Compared.Likeness >= TwinTransfer.LeastLikeness && (entry.Compared.Likeness < 1 || entry.Compared.Reordered))
            .Select(entry => new Twin(entry.Row, entry.Compared.Likeness, entry.Compared.Reordered))
            .OrderByDescending(twin => twin.Likeness).ThenBy(twin => twin.Row)
            .Append(Twin.None).First();
    }
}
