namespace Eccos.Predictors.Tests;

/// <summary>Reports on the thread that does the work, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class ImmediateProgress(Action<FitProgress> report) : IProgress<FitProgress>
{
    public void Report(FitProgress value) => report(value);
}
