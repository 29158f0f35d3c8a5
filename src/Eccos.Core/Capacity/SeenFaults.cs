namespace Eccos;

/// <summary>Work that nobody may wait for to its end.</summary>
internal static class SeenFaults
{
    /// <summary>Looks at the fault of a task, if it comes to one, so that it does not surface as an unobserved one.</summary>
    /// <returns>The task.</returns>
    public static TTask Seen<TTask>(this TTask task)
        where TTask : Task
    {
        task.ContinueWith(
            static ended => ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }
}
