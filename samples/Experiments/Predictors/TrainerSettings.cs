namespace Eccos.Experiments.Predictors;

/// <summary>What a command tells every trainer.</summary>
/// <param name="Seed">Seeds whatever the fit draws.</param>
/// <param name="TokenCounter">Counts the input tokens of queries that state none.</param>
internal sealed record TrainerSettings(int Seed, ITokenCounter TokenCounter);
