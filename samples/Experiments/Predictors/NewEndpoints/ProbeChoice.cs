namespace Eccos.Experiments.Predictors.NewEndpoints;

/// <summary>Which training queries an endpoint without history is probed on.</summary>
internal enum ProbeChoice
{
    /// <summary>Those that tell most about it.</summary>
    Chosen,

    /// <summary>Drawn by the seed.</summary>
    Random,
}
