namespace Eccos;

/// <summary>How a <see cref="DecisionLog"/> writes.</summary>
public sealed class DecisionLogOptions
{
    /// <summary>Whether lines hold the text of their query.</summary>
    /// <value><see langword="false"/> by default.</value>
    public bool IncludeQueryText { get; set; }

    /// <summary>The decisions, single or of a whole batch, that may wait to be written; one more is lost and counted.</summary>
    /// <value>1 to 1,000,000; default 10,000.</value>
    public int QueueLimit { get; set; } = 10_000;

    /// <summary>How long the end of the host waits for what is still to be written.</summary>
    /// <value>0 to 1 minute; default 5 seconds.</value>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(5);

    internal DecisionLogOptions Copy() => (DecisionLogOptions)MemberwiseClone();
}
