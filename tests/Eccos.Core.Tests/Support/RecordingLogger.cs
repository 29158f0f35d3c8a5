using Microsoft.Extensions.Logging;

namespace Eccos.Core.Tests.Support;

/// <summary>Keeps every line that a scheduler logs.</summary>
internal sealed class RecordingLogger : ILogger<EccosScheduler>
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Lines)
            Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
