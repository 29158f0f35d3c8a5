namespace Eccos.Predictors;

/// <summary>An outcome near a query.</summary>
/// <param name="Endpoint">j.</param>
/// <param name="Weight">w.</param>
/// <param name="Logit">l.</param>
/// <param name="Correct">y.</param>
internal readonly record struct NearOutcome(int Endpoint, double Weight, double Logit, double Correct);
