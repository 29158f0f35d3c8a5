namespace Eccos.Experiments.Predictors;

/// <summary>Hands on the part of a fit that is done.</summary>
internal sealed class FitProgressFraction(IProgress<double> progress) : IProgress<FitProgress>
{
    public void Report(FitProgress value) => progress.Report(value.Fraction);
}
