using QuickStart;

namespace Eccos.QuickStart.Tests;

public sealed class ArgumentsTests
{
    [Test]
    public async Task Command_WithoutArguments_AsksForTheSyntheticDataSet()
    {
        var (exitCode, seen, _) = await InvokeAsync();

        Assert.That((exitCode, seen), Is.EqualTo((0, new Arguments(Data: null, Models: null, Floor: null, Seed: 1))));
    }

    [Test]
    public async Task Command_FloorAndSeed_ArePassedOn()
    {
        var (_, seen, _) = await InvokeAsync("--floor", "0.75", "--seed", "9");

        Assert.That((seen!.Floor, seen.Seed), Is.EqualTo((0.75, 9)));
    }

    [TestCase("--floor is 1.5; it lies in [0, 1]", "--floor", "1.5")]
    [TestCase("absent.jsonl", "--data", "absent.jsonl")]
    public async Task Command_WrongValue_NamesIt(string message, params string[] arguments)
    {
        var (exitCode, seen, error) = await InvokeAsync(arguments);

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(seen, Is.Null);
        Assert.That(error, Does.Contain(message));
    }

    [Test]
    public async Task Command_ModelsWithoutData_IsAnError()
    {
        var file = typeof(Arguments).Assembly.Location;

        var (_, seen, error) = await InvokeAsync("--models", file);

        Assert.That(seen, Is.Null);
        Assert.That(error, Does.Contain("--models goes with --data"));
    }

    private static async Task<(int ExitCode, Arguments? Seen, string Error)> InvokeAsync(params string[] arguments)
    {
        Arguments? seen = null;
        var command = Arguments.Command((parsed, _) =>
        {
            seen = parsed;
            return Task.FromResult(0);
        });
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await command.Parse(arguments).InvokeAsync(new() { Output = output, Error = error });
        return (exitCode, seen, error.ToString());
    }
}
