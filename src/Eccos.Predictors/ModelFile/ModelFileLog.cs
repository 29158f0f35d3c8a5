using Microsoft.Extensions.Logging;

namespace Eccos.Predictors;

/// <summary>What is logged of a model file that a scheduler follows.</summary>
internal sealed partial class ModelFileLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Information, "Loaded the changed model file {Path}")]
    public partial void Reloaded(string path);

    [LoggerMessage(2, LogLevel.Error, "The changed model file {Path} was refused; the predictor loaded before stays")]
    public partial void Refused(string path, Exception exception);
}
