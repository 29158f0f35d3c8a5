namespace Eccos.QAServe.Tests;

/// <summary>A folder that a test has to itself and that goes with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    // In memory where the system has such a folder: a journal asks for every line to be on the disk.
    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo _folder = Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, $"eccos-qaserve-{Path.GetRandomFileName()}"))
        : Directory.CreateTempSubdirectory("eccos-qaserve-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Names() => [.. _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
