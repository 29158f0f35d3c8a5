using System.Text;
using System.Text.RegularExpressions;
using CsCheck;

namespace Eccos.Predictors.Tests;

public sealed partial class DamagedFileTests
{
    private byte[] _intact = [];

    [OneTimeSetUp]
    public async Task SaveAsync()
    {
        using var file = new TemporaryFile();
        await PredictorFile.SaveAsync(await SavedModels.KnnAsync(12), file.Path);
        _intact = await File.ReadAllBytesAsync(file.Path);
    }

    [Test]
    public void Load_CutAtEveryByte_SaysSo()
    {
        using var file = new TemporaryFile();
        for (var length = 0; length < _intact.Length; length++)
        {
            File.WriteAllBytes(file.Path, _intact.AsSpan(0, length));
            Refuses(file.Path, $"cut after {length} bytes");
        }
    }

    [Test]
    public void Load_EveryByteChanged_SaysSo()
    {
        using var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, _intact);
        var random = new Random(1);
        using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        for (var place = 0; place < _intact.Length; place++)
        {
            Write(stream, place, (byte)(_intact[place] ^ random.Next(1, 256)));
            Refuses(file.Path, $"byte {place} changed");
            Write(stream, place, _intact[place]);
        }

        Assert.That(() => Load(file.Path), Throws.Nothing);
    }

    [Test]
    public void Load_BytesAdded_SaysSo()
    {
        using var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, [.. _intact, 0]);

        Refuses(file.Path, "one byte more");
    }

    [Test]
    public void Load_LengthForgedUnderARightSum_SaysSoAndAllocatesNoMoreThanTheFile()
    {
        var manifest = Manifest();
        var lengths = LengthField().Matches(manifest).ToArray();
        var forgery = Gen.Select(Gen.Int[0, lengths.Length - 1], Gen.OneOf(Gen.Long, Gen.Long[-2, 100], Gen.Const(long.MaxValue), Gen.Const(1L << 30), Gen.Const((long)int.MaxValue)));

        forgery.Sample((which, length) =>
        {
            var field = lengths[which].Groups[1];
            if (long.Parse(field.Value, System.Globalization.CultureInfo.InvariantCulture) == length)
                return;
            using var file = new TemporaryFile();
            Forge(file.Path, manifest[..field.Index] + length + manifest[(field.Index + field.Length)..]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Refuses(file.Path, $"length {which} = {length}");
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1_000_000));
        }, iter: 300, threads: 1);
    }

    [TestCase("\"base\":\"mlp\"", "\"base\":\"extensible\"", "base.kind")]
    [TestCase("\"history.capability.s\":", "\"history.capability.s\":-", "history.capability.s")]
    [TestCase("\"history.capability.components\":", "\"history.capability.components\":1", "history.capability.components")]
    [TestCase("\"of-history\"", "\"of-story\"", "estimated.0")]
    [TestCase("\"name\":\"history.ids\"", "\"name\":\"history.idz\"", "history.ids")]
    public async Task Load_ExtensibleForgedUnderARightSum_NamesWhatIsWrong(string find, string replace, string named)
    {
        using var file = new TemporaryFile();
        await PredictorFile.SaveAsync(await SavedModels.ExtensibleAsync("mlp"), file.Path);
        var intact = await File.ReadAllBytesAsync(file.Path);
        var manifest = Encoding.UTF8.GetString(intact, ModelHeader.Size, BitConverter.ToInt32(intact, 12));
        Assert.That(manifest, Does.Contain(find));
        var bytes = Encoding.UTF8.GetBytes(manifest.Replace(find, replace, StringComparison.Ordinal));
        await File.WriteAllBytesAsync(file.Path, [.. ModelHeader.Create(bytes), .. bytes, .. intact[(ModelHeader.Size + BitConverter.ToInt32(intact, 12))..]]);

        Assert.That(() => Load(file.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(named).And.Message.Contains(file.Path));
    }

    [TestCase("\"knn\"", "\"kmm\"", "kind")]
    [TestCase("\"f32\"", "\"f33\"", "manifest")]
    [TestCase("\"f32\"", "\"i32\"", "Int32")]
    [TestCase("\"success.neighbours\"", "\"success.neighbors\"", "success.neighbours")]
    [TestCase(".neighbours\":5", ".neighbours\":0.5", "neighbours")]
    [TestCase("{\"parts\"", "{\"parz\"", "manifest")]
    [TestCase("\"name\":\"endpoints\"", "\"name\":null", "manifest")]
    [TestCase("\"name\":\"memory.labels\"", "\"name\":\"memory.vectors\"", "twice")]
    public void Load_ManifestForgedUnderARightSum_NamesWhatIsWrong(string find, string replace, string named)
    {
        using var file = new TemporaryFile();
        var manifest = Manifest();
        Assert.That(manifest, Does.Contain(find));
        Forge(file.Path, manifest.Replace(find, replace, StringComparison.Ordinal));

        Assert.That(() => Load(file.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(named).And.Message.Contains(file.Path));
    }

    [Test]
    public async Task Load_CountsOfPairsForgedBeyondWhatCanBeCounted_NamesThem()
    {
        using var file = new TemporaryFile();
        await PredictorFile.SaveAsync(await SavedModels.OfAsync("hybrid"), file.Path);
        var content = ModelFileContent.Read(file.Path, CancellationToken.None);
        var forged = new Dictionary<string, Array>(content.Arrays) { ["reliability.counts"] = Enumerable.Repeat(int.MaxValue, content.Arrays["reliability.counts"].Length).ToArray() };

        Assert.That(
            () => SavedPredictor.Read(new ModelReader(content with { Arrays = forged }), new PredictorFileOptions()),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("reliability.counts"));
    }

    [Test]
    public void Load_LaterVersion_NamesBothVersions()
    {
        using var file = new TemporaryFile();
        byte[] later = [.. _intact];
        later[8] = ModelHeader.Version + 1;
        File.WriteAllBytes(file.Path, later);

        Assert.That(() => Load(file.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains($"version {ModelHeader.Version + 1}").And.Message.Contains($"1 to {ModelHeader.Version}").And.Property(nameof(ModelFileException.Part)).EqualTo("header"));
    }

    private static void Refuses(string path, string what)
    {
        try
        {
            Load(path);
        }
        catch (ModelFileException)
        {
            return;
        }

        Assert.Fail($"A file with {what} was loaded.");
    }

    private static IPredictor Load(string path) =>
        SavedPredictor.Read(new ModelReader(ModelFileContent.Read(path, CancellationToken.None)), new PredictorFileOptions());

    private string Manifest() => Encoding.UTF8.GetString(_intact, ModelHeader.Size, ManifestLength());

    private int ManifestLength() => BitConverter.ToInt32(_intact, 12);

    private void Forge(string path, string manifest)
    {
        var bytes = Encoding.UTF8.GetBytes(manifest);
        File.WriteAllBytes(path, [.. ModelHeader.Create(bytes), .. bytes, .. _intact[(ModelHeader.Size + ManifestLength())..]]);
    }

    private static void Write(FileStream stream, int place, byte value)
    {
        stream.Position = place;
        stream.WriteByte(value);
    }

    [GeneratedRegex("\"length\":([0-9]+)")]
    private static partial Regex LengthField();
}
