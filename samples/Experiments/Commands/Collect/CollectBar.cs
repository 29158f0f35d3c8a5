using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Collect;

/// <summary>Shows a collection's progress on a bar.</summary>
internal sealed class CollectBar(IProgress<double> bar, Action<CollectProgress> tell) : IProgress<CollectProgress>
{
    public void Report(CollectProgress value)
    {
        bar.Report(value.Total == 0 ? 1 : (double)(value.Answered + value.Failed) / value.Total);
        tell(value);
    }
}
