namespace Eccos.Core.Tests.Capacity;

/// <summary>Takes an answer that must be there already.</summary>
internal static class AtOnceExtensions
{
    public static void AtOnce(this ValueTask done)
    {
        if (!done.IsCompleted)
            throw new InvalidOperationException("The ledger of one process answers at once.");
        done.GetAwaiter().GetResult();
    }

    public static T AtOnce<T>(this ValueTask<T> answer) => answer.IsCompleted ? answer.GetAwaiter().GetResult() : throw new InvalidOperationException("The ledger of one process answers at once.");
}
