namespace Eccos.Predictors;

/// <summary>How <see cref="ExtensiblePredictor"/> is fitted.</summary>
public sealed class NewEndpointOptions
{
    /// <summary>The parts that the history is cut into to predict each by a predictor fitted to the others; the fit takes as many times longer.</summary>
    /// <value>2 to 20; default 5. Never more than there are queries.</value>
    public int Folds { get; set; } = 5;

    /// <summary>Seeds the cut.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; set; } = 1;
}
