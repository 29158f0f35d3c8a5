using CsCheck;

namespace Eccos.Predictors.Tests;

public sealed class ModelReaderTests
{
    [Test]
    public void Texts_AnyScript_ComeBackAsTheyWere()
    {
        Gen.String.Array[0, 5].Sample(texts =>
        {
            using var file = new TemporaryFile();
            var writer = new ModelWriter();
            writer.Texts("texts", texts);
            writer.SaveAsync(file.Path, CancellationToken.None).GetAwaiter().GetResult();

            Assert.That(Read(file.Path).Texts("texts"), Is.EqualTo(texts));
        }, iter: 50);
    }

    [Test]
    public async Task Values_EveryType_ComeBackBitForBit()
    {
        using var file = new TemporaryFile();
        var writer = new ModelWriter();
        var section = writer.Section("inner");
        section.Number("third", 1 / 3.0);
        section.Array("singles", new[] { 1 / 3f, -0f, float.Epsilon, float.NaN });
        section.Array("doubles", new[] { 1 / 3.0, double.MaxValue });
        section.Array("integers", new[] { int.MinValue, 7 });
        section.Array("bytes", new byte[] { 0, 255 });
        section.Array("none", Array.Empty<double>());
        await writer.SaveAsync(file.Path, CancellationToken.None);

        var reader = Read(file.Path).Section("inner");
        Assert.That(reader.Number("third"), Is.EqualTo(1 / 3.0));
        Assert.That(reader.Singles("singles", 4, orMissing: true).Select(BitConverter.SingleToInt32Bits), Is.EqualTo(new[] { 1 / 3f, -0f, float.Epsilon, float.NaN }.Select(BitConverter.SingleToInt32Bits)));
        Assert.That(reader.Doubles("doubles"), Is.EqualTo(new[] { 1 / 3.0, double.MaxValue }));
        Assert.That(reader.Integers("integers"), Is.EqualTo(new[] { int.MinValue, 7 }));
        Assert.That(reader.Bytes("bytes"), Is.EqualTo(new byte[] { 0, 255 }));
        Assert.That(reader.Doubles("none", 0), Is.Empty);
        Assert.That(() => reader.Singles("singles"), Throws.TypeOf<ModelFileException>().With.Message.Contains("inner.singles").And.Message.Contains("finite"));
        Assert.That(() => reader.Integers("integers", least: 0), Throws.TypeOf<ModelFileException>().With.Message.Contains("-2147483648"));
        Assert.That(() => reader.Doubles("doubles", 3), Throws.TypeOf<ModelFileException>().With.Message.Contains("must hold 3"));
        Assert.That(() => reader.Texts("bytes"), Throws.TypeOf<ModelFileException>());
        Assert.That(() => reader.Number("fourth"), Throws.TypeOf<ModelFileException>().With.Message.Contains("inner.fourth"));
    }

    [Test]
    public void Number_NotFinite_IsNotWritten() =>
        Assert.That(() => new ModelWriter().Number("n", double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static ModelReader Read(string path) => new(ModelFileContent.Read(path, CancellationToken.None));
}
