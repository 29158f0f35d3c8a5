namespace Eccos.Predictors.Tests;

/// <summary>A path of its own, deleted at the end.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
