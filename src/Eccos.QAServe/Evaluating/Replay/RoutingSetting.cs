namespace Eccos.QAServe;

/// <summary>How queries come to be decided.</summary>
public enum RoutingSetting
{
    /// <summary>Many together; every batch finds all slots free.</summary>
    Batch,

    /// <summary>One by one as they arrive; a query holds its slot while a window of others arrives after it.</summary>
    Streaming,
}
