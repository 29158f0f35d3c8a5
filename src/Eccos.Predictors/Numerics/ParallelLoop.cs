using System.Runtime.ExceptionServices;

namespace Eccos.Predictors;

/// <summary>A loop on all processors that raises what an action threw as a plain loop would, and not within an <see cref="AggregateException"/>.</summary>
internal static class ParallelLoop
{
    /// <param name="count">The number of actions.</param>
    /// <param name="action">Takes 0 to <paramref name="count"/> - 1; called from several threads at once.</param>
    /// <param name="parallel">Threads and cancellation; <see langword="null"/> for all processors and none.</param>
    public static void Run(int count, Action<int> action, ParallelOptions? parallel = null)
    {
        try
        {
            Parallel.For(0, count, parallel ?? new ParallelOptions(), action);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
