namespace Eccos.Core.Tests;

/// <summary>A folder that a test has to itself and that goes with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eccos");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Names() => [.. _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
