namespace Eccos.QAServe;

/// <summary>A line on its way to the disk.</summary>
internal sealed class JournalEntry(byte[] bytes)
{
    public byte[] Bytes { get; private set; } = bytes;

    public TaskCompletionSource<JournalPlace> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Makes it the first line of a write, see <see cref="JournalLine.Synced"/>.</summary>
    public void MarkSynced() => Bytes = [.. "{\"synced\":true,"u8, .. Bytes.AsSpan(1)];
}
