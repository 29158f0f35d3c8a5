namespace Eccos.Experiments.Terminals;

/// <summary>One of several parts of a step, each as long as the others.</summary>
/// <param name="whole">Is told of the step.</param>
/// <param name="part">The place of the part, from 0.</param>
/// <param name="parts">How many there are.</param>
internal sealed class PartProgress(IProgress<double> whole, int part, int parts) : IProgress<double>
{
    public void Report(double value) => whole.Report((part + value) / parts);
}
