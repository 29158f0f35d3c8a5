using Microsoft.Extensions.Logging;

namespace Eccos.Core.Tests.Support;

/// <summary>A logger whose provider fails.</summary>
internal sealed class ThrowingLogger : ILogger<EccosScheduler>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new InvalidOperationException("logger");
}
