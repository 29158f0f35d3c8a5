using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace Eccos.Predictors.Tests;

/// <summary>Counts the workers of every <see cref="Parallel"/>.For that the process begins while this lives; MathNet.Numerics begins others.</summary>
internal sealed class ParallelLoops : EventListener
{
    private const int For = 2;

    private readonly ConcurrentDictionary<int, int> _workers = [];

    public int MostWorkers => _workers.Values.Max();

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Threading.Tasks.Parallel.EventSource")
            EnableEvents(eventSource, EventLevel.Verbose);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        var loop = (int)eventData.Payload![2]!;
        if (eventData.EventName == "ParallelLoopBegin" && eventData.Payload[3] is For)
            _workers.TryAdd(loop, 0);
        else if (eventData.EventName == "ParallelFork" && _workers.ContainsKey(loop))
            _workers.AddOrUpdate(loop, 1, (_, workers) => workers + 1);
    }
}
