namespace Eccos.Experiments.Commands.Route.Streaming;

/// <summary>How the test queries come.</summary>
internal enum RouteSetting
{
    /// <summary>Cut into batches that are decided together.</summary>
    Batch,

    /// <summary>One by one, in random orders and in the worst ones.</summary>
    Streaming,
}
