using Spectre.Console;

namespace Eccos.Experiments.Terminals;

/// <summary>Moves a progress bar at once, on the thread that reports; <see cref="Progress{T}"/> would hand it to another one.</summary>
internal sealed class StepProgress(ProgressTask? bar) : IProgress<double>
{
    public void Report(double value)
    {
        if (bar is not null)
            bar.Value = value;
    }
}
