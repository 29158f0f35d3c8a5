namespace Eccos;

/// <summary>How far a fit has come.</summary>
/// <param name="Step">What is being done, in a few words.</param>
/// <param name="Fraction">The part of the whole fit that is done, 0 to 1.</param>
/// <param name="ValidationLoss">The log-loss on the validation part so far; <see langword="null"/> where the step has none.</param>
public readonly record struct FitProgress(string Step, double Fraction, double? ValidationLoss = null);
