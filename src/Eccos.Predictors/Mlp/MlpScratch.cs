namespace Eccos.Predictors;

/// <summary>Memory that <see cref="MlpPredictor"/> reuses from query to query.</summary>
internal sealed class MlpScratch(MlpModel model)
{
    public MlpForecast Forecast { get; } = new(model);

    public TwinScratch Twins { get; } = new();
}
