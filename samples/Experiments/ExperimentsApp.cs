using System.CommandLine;
using System.CommandLine.Invocation;
using Eccos.Experiments.Commands.Collect;
using Eccos.Experiments.Commands.CrossValidate;
using Eccos.Experiments.Commands.Evaluate;
using Eccos.Experiments.Commands.Fit;
using Eccos.Experiments.Commands.Gain;
using Eccos.Experiments.Commands.LeaveOut;
using Eccos.Experiments.Commands.Predict;
using Eccos.Experiments.Commands.Replay;
using Eccos.Experiments.Commands.Report;
using Eccos.Experiments.Commands.Route;
using Eccos.Experiments.Commands.Solve;
using Eccos.Experiments.Commands.Split;
using Eccos.Experiments.Commands.Verify;
using Eccos.Experiments.Terminals;

namespace Eccos.Experiments;

/// <summary>The program: picks the command, runs it and turns what happened into an exit code and, when it went wrong, one line of text.</summary>
internal static class ExperimentsApp
{
    // Long enough for a solver to notice; after it the process ends whatever is still running.
    private static readonly TimeSpan _graceAfterInterrupt = TimeSpan.FromSeconds(5);

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments, the command's name first.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where progress, warnings and errors go.</param>
    /// <param name="cancellationToken">Ends the work early, as Ctrl-C does.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var terminal = new Terminal(output, error);
        var root = new RootCommand("Eccos on real records: schedules queries over LLM endpoints and measures what that yields.")
        {
            CollectCommand.Create(terminal),
            SplitCommand.Create(terminal),
            FitCommand.Create(terminal),
            PredictCommand.Create(terminal),
            CrossValidateCommand.Create(terminal),
            GainCommand.Create(terminal),
            LeaveOutCommand.Create(terminal),
            RouteCommand.Create(terminal),
            SolveCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            ReportCommand.Create(terminal),
            ReplayCommand.Create(terminal),
            VerifyCommand.Create(terminal),
        };
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            terminal.Fail(string.Join(" ", parsed.Errors.Select(problem => problem.Message)));
            return ExitCodes.WrongArguments;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = _graceAfterInterrupt,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            terminal.Fail("Cancelled; no file was left half written.");
            return ExitCodes.Cancelled;
        }
        catch (Exception fault) when (fault is EccosException or IOException or UnauthorizedAccessException)
        {
            terminal.Fail(fault.Message);
            return ExitCodes.Fault;
        }
        catch (Exception defect)
        {
            error.WriteLine(defect);
            return ExitCodes.Fault;
        }
    }
}
