namespace Eccos.Experiments.Optimizers;

/// <summary>What a command tells every optimizer.</summary>
/// <param name="Seed">Seeds whatever the search draws.</param>
/// <param name="RelativeGap">The gap between objective and bound at which the search may stop.</param>
/// <param name="TimeLimit">The time one batch may take.</param>
internal sealed record OptimizerSettings(int Seed, double RelativeGap, TimeSpan TimeLimit);
