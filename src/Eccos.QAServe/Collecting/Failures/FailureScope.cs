namespace Eccos.QAServe;

/// <summary>What a failed request says about the ones to come.</summary>
public enum FailureScope
{
    /// <summary>The same request may succeed later: an overload, a broken connection.</summary>
    Attempt,

    /// <summary>The same question will always fail on this endpoint: it is too long, or not allowed.</summary>
    Item,

    /// <summary>Every request to this endpoint will fail: a wrong key, an unknown model.</summary>
    Endpoint,
}
