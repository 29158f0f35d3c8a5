using Spectre.Console;

namespace Eccos.Experiments.Terminals;

/// <summary>Where the program writes: results to the output; progress, warnings and errors to the error stream.</summary>
/// <remarks>Progress bars are drawn on a real terminal only, so that redirected streams hold plain lines.</remarks>
internal sealed class Terminal
{
    private const int RedirectedWidth = 160;
    private readonly TextWriter _output;
    private readonly TextWriter _error;

    public Terminal(TextWriter output, TextWriter error)
    {
        _output = output;
        _error = error;
        Out = Open(output);
        Error = Open(error);
    }

    /// <summary>Takes the tables of the results.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Takes the progress bars.</summary>
    public IAnsiConsole Error { get; }

    /// <summary>Tells a result in one line, which is not wrapped: it may hold a long path.</summary>
    public void Say(string message) => _output.WriteLine(message);

    /// <summary>Says what went wrong, in one line.</summary>
    public void Fail(string message) => _error.WriteLine("error: " + OneLine(message));

    /// <summary>Says what the reader of the results should know, in one line.</summary>
    public void Warn(string message) => _error.WriteLine("warning: " + OneLine(message));

    /// <summary>Does a step of the work under a progress bar.</summary>
    /// <param name="name">What the step does.</param>
    /// <param name="work">Does it, and tells the part of it that is done, 0 to 1.</param>
    /// <returns>What the work returned.</returns>
    public Task<T> StepAsync<T>(string name, Func<IProgress<double>, Task<T>> work) => Error.Profile.Out.IsTerminal
        ? Error.Progress().StartAsync(async context =>
        {
            var bar = context.AddTask(Markup.Escape(name), maxValue: 1);
            var result = await work(new StepProgress(bar));
            bar.Value = 1;
            return result;
        })
        : work(new StepProgress(null));

    /// <summary>Does a step of the work under a progress bar that says more than its name.</summary>
    /// <param name="name">What the step does.</param>
    /// <param name="work">Does it, and tells the part of it that is done, 0 to 1, and what to write beside the bar.</param>
    /// <returns>What the work returned.</returns>
    public Task<T> StepAsync<T>(string name, Func<IProgress<double>, Action<string>, Task<T>> work) => Error.Profile.Out.IsTerminal
        ? Error.Progress().StartAsync(async context =>
        {
            var bar = context.AddTask(Markup.Escape(name), maxValue: 1);
            return await work(new StepProgress(bar), text => bar.Description = Markup.Escape(text));
        })
        : work(new StepProgress(null), _ => { });

    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static IAnsiConsole Open(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = RedirectedWidth;
        return console;
    }
}
