namespace Eccos.Integration.Tests;

/// <summary>The README's host is the compiled one, and does what the README says.</summary>
[NonParallelizable]
public sealed class ReadmeTests
{
    [Test]
    public void Readme_Host_IsTheCompiledOne()
    {
        var folder = TestContext.CurrentContext.TestDirectory;
        var compiled = File.ReadAllLines(Path.Combine(folder, "ReadmeHost.cs"))
            .SkipWhile(line => !line.Contains("// README begins", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.Contains("// README ends", StringComparison.Ordinal))
            .Select(line => line.Length > 8 ? line[8..] : line.Trim());
        var shown = File.ReadAllText(Path.Combine(folder, "README.md")).ReplaceLineEndings("\n");

        Assert.That(shown, Does.Contain("```csharp\n" + string.Join('\n', compiled) + "\n```"));
    }

    [Test]
    public async Task Readme_Host_PlacesBothQueries()
    {
        var folder = Directory.CreateTempSubdirectory("eccos").FullName;
        var current = Directory.GetCurrentDirectory();
        var console = Console.Out;
        using var output = new StringWriter();
        try
        {
            Directory.SetCurrentDirectory(folder);
            Console.SetOut(output);
            await Observations.WriteAsync("observations.jsonl.gz", 200);

            await ReadmeHost.RunAsync();
        }
        finally
        {
            Console.SetOut(console);
            Directory.SetCurrentDirectory(current);
            Directory.Delete(folder, recursive: true);
        }

        Assert.That(output.ToString().ReplaceLineEndings("\n"), Does.Match(@"^1 -> small: 0\.00\d+ USD, success 0\.\d\d\n2 -> large: 0\.00\d+ USD, success 0\.\d\d\n$"));
    }
}
