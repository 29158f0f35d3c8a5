using Microsoft.Extensions.Logging;

namespace Eccos;

/// <summary>What a decision log tells of itself.</summary>
internal sealed partial class DecisionLogMessages(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Error, "Decisions cannot be written to {Path} and are lost until they can: {Reason}")]
    public partial void Losing(string path, string reason, Exception? exception);

    [LoggerMessage(2, LogLevel.Information, "Decisions are written to {Path} again; {Lost} were lost in all")]
    public partial void WritesAgain(string path, long lost);

    [LoggerMessage(3, LogLevel.Error, "Not all decisions could be written to {Path} within {Timeout}")]
    public partial void NotFlushed(string path, TimeSpan timeout);
}
