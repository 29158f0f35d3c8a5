namespace Eccos.Experiments.Scheduling;

/// <summary>The order in which queries come to be cut into batches.</summary>
internal enum QueryOrder
{
    /// <summary>
    /// Drawn by the seed. Record files stand sorted by source, so that batches in their order would be all hard or all easy; a host's
    /// queries come mixed.
    /// </summary>
    Shuffled,

    /// <summary>As they stand in the file.</summary>
    File,
}
