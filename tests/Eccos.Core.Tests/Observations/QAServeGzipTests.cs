using System.Text;

namespace Eccos.Core.Tests.Observations;

public sealed class QAServeGzipTests
{
    private static readonly string[] _lines =
        [.. Enumerable.Range(0, 40).Select(k => $$"""{"id":"{{k}}","query":"{{k * 7919 % 101}} and {{k}}","outputs":[]}""" + "\n")];

    [TestCase(0)]
    [TestCase(20)]
    [TestCase(40)]
    public void ReadAsync_CutAtEveryByte_Fails(int linesOfFirstMember)
    {
        // A file of one member, and of two as if a second file had been appended to a first: a cut between the members leaves a whole file.
        var first = linesOfFirstMember == 0 ? [] : Records.Pack(string.Concat(_lines[..linesOfFirstMember]));
        var second = linesOfFirstMember == _lines.Length ? [] : Records.Pack(string.Concat(_lines[linesOfFirstMember..]));
        byte[] file = [.. first, .. second];

        for (var cut = 0; cut < file.Length; cut++)
        {
            if (cut == first.Length && cut > 0)
                continue;
            var failure = Records.Failure(file[..cut], "records.jsonl.gz");
            Assert.That(failure.Message, Does.StartWith("records.jsonl.gz, line "), $"cut at byte {cut}");
            if (cut >= 2)
                Assert.That(failure.Message, Does.Contain("too early"), $"cut at byte {cut}");
        }
    }

    [Test]
    public async Task ReadAsync_SeveralMembers_YieldsTheRecordsOfAll()
    {
        byte[] file = [.. _lines.SelectMany(line => Records.Pack(line))];

        var records = await Records.ReadAsync(file);

        Assert.That(records.Select(record => record.Id), Is.EqualTo(Enumerable.Range(0, 40).Select(k => $"{k}")));
    }

    [Test]
    public async Task ReadAsync_AnyByteDamaged_FailsOrYieldsTheSame()
    {
        byte[] file = [.. Records.Pack(string.Concat(_lines[..20])), .. Records.Pack(string.Concat(_lines[20..]))];
        var whole = Records.Describe(await Records.ReadAsync(file));

        for (var k = 0; k < file.Length; k++)
        {
            var damaged = (byte[])file.Clone();
            damaged[k] ^= 0x55;
            string? read = null;
            try
            {
                read = Records.Describe(await Records.ReadAsync(damaged));
            }
            catch (EccosException)
            {
            }

            // The time stamp and the name of the system in a member's header carry no records.
            Assert.That(read, Is.Null.Or.EqualTo(whole), $"byte {k}");
        }
    }

    [TestCase("something else")]
    [TestCase("\0\0\0\0")]
    public void ReadAsync_SomethingElseFollows_Fails(string follows) => Assert.That(
        Records.Failure([.. Records.Pack(string.Concat(_lines)), .. Encoding.UTF8.GetBytes(follows)]).Message,
        Does.Contain("followed by something else"));

    [Test]
    public async Task ReadAsync_GzipNameButPlainContent_IsReadAsPlain() =>
        Assert.That(await Records.ReadAsync(Encoding.UTF8.GetBytes(_lines[0]), "records.jsonl.gz"), Has.Count.EqualTo(1));
}
