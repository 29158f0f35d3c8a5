namespace Eccos;

/// <summary>Whether an endpoint takes part in the assignment.</summary>
public enum EndpointState
{
    /// <summary>It takes part.</summary>
    InUse,

    /// <summary>It is out, until its pause is over.</summary>
    CoolingDown,

    /// <summary>Its pause is over: it takes one request at a time until one is answered.</summary>
    Probing,
}
