namespace Eccos.QAServe.Tests;

/// <summary>Takes reports at once; <see cref="Progress{T}"/> would hand them to another thread.</summary>
internal sealed class Sink<T>(Action<T> take) : IProgress<T>
{
    public void Report(T value) => take(value);
}
