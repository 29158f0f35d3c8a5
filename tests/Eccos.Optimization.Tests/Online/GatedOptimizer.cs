namespace Eccos.Optimization.Tests.Online;

/// <summary>Waits until it is opened before it solves.</summary>
internal sealed class GatedOptimizer : IOptimizer, IDisposable
{
    private readonly DualGuidedOptimizer _optimizer = new();
    private readonly ManualResetEventSlim _gate = new();

    public void Open() => _gate.Set();

    public Assignment Solve(AssignmentProblem problem, CancellationToken cancellationToken = default)
    {
        _gate.Wait(cancellationToken);
        return _optimizer.Solve(problem, cancellationToken);
    }

    public void Dispose() => _gate.Dispose();
}
