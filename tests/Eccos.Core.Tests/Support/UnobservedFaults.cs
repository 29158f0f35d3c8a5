namespace Eccos.Core.Tests.Support;

/// <summary>Notes the messages of faults that nobody looked at.</summary>
internal sealed class UnobservedFaults : IDisposable
{
    private readonly List<string> _messages = [];

    public UnobservedFaults() => TaskScheduler.UnobservedTaskException += Note;

    /// <summary>The messages so far, those of tasks that are garbage by now among them.</summary>
    public IReadOnlyList<string> Collect()
    {
        for (var n = 0; n < 3; n++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        lock (_messages)
            return [.. _messages];
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Note;

    private void Note(object? sender, UnobservedTaskExceptionEventArgs fault)
    {
        lock (_messages)
            _messages.AddRange(fault.Exception.InnerExceptions.Select(inner => inner.Message));
    }
}
