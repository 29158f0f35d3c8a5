namespace Eccos.Experiments;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The work failed: a broken record, a file that cannot be written, a pool that does not fit the records.</summary>
    public const int Fault = 1;

    /// <summary>The command line is wrong; nothing was read or written.</summary>
    public const int WrongArguments = 2;

    /// <summary>Interrupted, by the shell's convention 128 + SIGINT.</summary>
    public const int Cancelled = 130;
}
