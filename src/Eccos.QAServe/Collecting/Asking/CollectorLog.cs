using Microsoft.Extensions.Logging;

namespace Eccos.QAServe;

/// <summary>What a collector logs; no questions and no answers.</summary>
internal sealed partial class CollectorLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Debug, "Item {Item} on {Endpoint}: attempt {Attempt} failed: {Reason}")]
    public partial void AttemptFailed(string item, string endpoint, int attempt, string reason);

    [LoggerMessage(2, LogLevel.Information, "Collecting {Items} items from {Endpoints} endpoints into {Path}: {Left} questions left, {SpentUsd} USD spent")]
    public partial void Starts(int items, int endpoints, string path, int left, double spentUsd);

    [LoggerMessage(3, LogLevel.Warning, "Endpoint {Endpoint} was given up: {Reason}")]
    public partial void GivenUp(string endpoint, string reason);
}
