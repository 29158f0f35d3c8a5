using System.Text;
using Spectre.Console;

namespace QuickStart.Printing;

/// <summary>A console that prints the same tables on a screen and into a file.</summary>
internal static class ReportConsole
{
    public const int Width = 110;

    /// <summary>The console of the process.</summary>
    public static IAnsiConsole Create()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return Create(Console.Out, Console.IsOutputRedirected);
    }

    /// <summary>A console on any writer; without colour codes when it is redirected, even where a build server announces colours.</summary>
    public static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = !redirected },
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Width;
        return console;
    }
}
