using System.Globalization;
using System.Text.Json;
using Eccos.Experiments;
using Eccos.Observations;

namespace Eccos.Samples.Tests;

/// <summary>A folder of its own for a test, gone with it, and the program to run in it.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eccos-samples-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string Text(string name) => File.ReadAllText(Path(name));

    public byte[] Bytes(string name) => File.ReadAllBytes(Path(name));

    public string Write(string name, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), content);
        return Path(name);
    }

    public async Task<string> WriteAsync(string name, IEnumerable<QAServeRecord> records)
    {
        await QAServeFile.WriteAsync(Path(name), records.ToAsyncEnumerable());
        return Path(name);
    }

    public JsonElement[] Lines(string name) => [.. File.ReadLines(Path(name)).Select(line => JsonElement.Parse(line))];

    public JsonElement Json(string name) => JsonElement.Parse(Text(name));

    public static async Task<RunResult> RunAsync(IEnumerable<string> args, CancellationToken cancellationToken = default)
    {
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exitCode = await ExperimentsApp.RunAsync([.. args], output, error, cancellationToken);
        return new RunResult(exitCode, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
