namespace Eccos;

/// <summary>What a quality floor is an average over.</summary>
public enum FloorScope
{
    /// <summary>
    /// All queries that a scheduler places for the same goal, one batch after another: what easy queries exceed the floor by pays for hard ones. The average stays
    /// above the floor less 2 correct answers over all, however the queries come. The default.
    /// </summary>
    Running,

    /// <summary>Every batch by itself. Hard batches then cost much more than easy ones save.</summary>
    Batch,
}
