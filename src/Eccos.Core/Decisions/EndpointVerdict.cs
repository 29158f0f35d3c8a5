namespace Eccos;

/// <summary>Why an endpoint serves a query, or does not.</summary>
public enum EndpointVerdict
{
    /// <summary>It serves the query.</summary>
    Chosen,

    /// <summary>It costs more than the chosen one, and what it would gain is not worth that.</summary>
    MoreExpensive,

    /// <summary>It does not cost more than the chosen one, but its success probability is too low for what it saves.</summary>
    LessCapable,

    /// <summary>It has no slot or not enough tokens free, or those that are free do more for other queries.</summary>
    Full,

    /// <summary>It is out of service: cooling down after failures, or busy with its probe.</summary>
    CoolingDown,

    /// <summary>Its success probability is below the minimum that the query asks for.</summary>
    BelowMinimum,

    /// <summary>It lacks a tag that the query requires.</summary>
    LacksTag,

    /// <summary>It is not among the endpoints that the query allows.</summary>
    NotAllowed,

    /// <summary>The query with its expected answer does not fit into the endpoint's context window.</summary>
    TooLong,

    /// <summary>It could serve the query, but the query is not placed at all; the reason of the placement says why.</summary>
    Possible,

    /// <summary>It would have served the query, had the host not chosen another one itself; see <see cref="Query.ChosenEndpoint"/>.</summary>
    Preferred,
}
