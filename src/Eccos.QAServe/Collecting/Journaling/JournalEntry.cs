namespace Eccos.QAServe;

/// <summary>A line on its way to the disk.</summary>
internal sealed class JournalEntry(byte[] bytes)
{
    public byte[] Bytes { get; } = bytes;

    public TaskCompletionSource<JournalPlace> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
