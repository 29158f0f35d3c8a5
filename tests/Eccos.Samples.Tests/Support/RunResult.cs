namespace Eccos.Samples.Tests;

/// <summary>What a run of the program left behind.</summary>
internal sealed record RunResult(int ExitCode, string Output, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
