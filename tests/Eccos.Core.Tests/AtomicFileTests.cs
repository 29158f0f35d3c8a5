using System.Text;

namespace Eccos.Core.Tests;

public sealed class AtomicFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task WriteAsync_ExistingFile_IsReplacedWhole()
    {
        await File.WriteAllTextAsync(_folder["file"], "a much longer old content");

        await AtomicFile.WriteAsync(_folder["file"], (stream, token) => stream.WriteAsync("new"u8.ToArray(), token).AsTask());

        Assert.That(await File.ReadAllTextAsync(_folder["file"]), Is.EqualTo("new"));
        Assert.That(_folder.Names(), Is.EqualTo(new[] { "file" }));
    }

    [Test]
    public async Task WriteAsync_FailureInTheMiddle_LeavesTheOldFileAndNothingElse()
    {
        await File.WriteAllTextAsync(_folder["file"], "old");

        Assert.That(
            async () => await AtomicFile.WriteAsync(_folder["file"], async (stream, token) =>
            {
                await stream.WriteAsync(new byte[100_000], token);
                throw new InvalidOperationException("in the middle");
            }),
            Throws.InvalidOperationException.With.Message.EqualTo("in the middle"));

        Assert.That(await File.ReadAllTextAsync(_folder["file"]), Is.EqualTo("old"));
        Assert.That(_folder.Names(), Is.EqualTo(new[] { "file" }));
    }

    [Test]
    public async Task WriteAsync_CancelledWhileWriting_LeavesTheOldFileEvenWhenTheWriterDoesNotLook()
    {
        await File.WriteAllTextAsync(_folder["file"], "old");
        using var source = new CancellationTokenSource();

        Assert.That(
            async () => await AtomicFile.WriteAsync(_folder["file"], async (stream, _) =>
            {
                await stream.WriteAsync("new"u8.ToArray(), CancellationToken.None);
                await source.CancelAsync();
            }, source.Token),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(await File.ReadAllTextAsync(_folder["file"]), Is.EqualTo("old"));
        Assert.That(_folder.Names(), Is.EqualTo(new[] { "file" }));
    }

    [Test]
    public async Task WriteAsync_TwoWritersAtOnce_LeaveTheWholeContentOfTheLastToFinish()
    {
        var first = Encoding.UTF8.GetBytes(new string('1', 300_000));
        var second = Encoding.UTF8.GetBytes(new string('2', 200_000));
        var firstIsHalfway = new TaskCompletionSource();
        var secondIsDone = new TaskCompletionSource();

        var slow = AtomicFile.WriteAsync(_folder["file"], async (stream, token) =>
        {
            await stream.WriteAsync(first.AsMemory(0, 150_000), token);
            firstIsHalfway.SetResult();
            await secondIsDone.Task;
            await stream.WriteAsync(first.AsMemory(150_000), token);
        });
        await firstIsHalfway.Task;
        await AtomicFile.WriteAsync(_folder["file"], (stream, token) => stream.WriteAsync(second, token).AsTask());
        var afterSecond = await File.ReadAllBytesAsync(_folder["file"]);
        secondIsDone.SetResult();
        await slow;

        Assert.That(afterSecond, Is.EqualTo(second));
        Assert.That(await File.ReadAllBytesAsync(_folder["file"]), Is.EqualTo(first));
        Assert.That(_folder.Names(), Is.EqualTo(new[] { "file" }));
    }

    [Test]
    public void WriteAsync_MissingFolder_SaysWhichAndLeavesNothing() => Assert.That(
        async () => await AtomicFile.WriteAsync(_folder["missing/file"], (_, _) => Task.CompletedTask),
        Throws.InstanceOf<DirectoryNotFoundException>().With.Message.Contains("missing"));
}
