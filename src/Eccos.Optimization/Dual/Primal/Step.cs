namespace Eccos.Optimization;

/// <summary>One query's move from one endpoint to another and what changes by it.</summary>
internal readonly record struct Step(int Query, int From, int To, double DeltaF, double DeltaG, double DeltaRegret);
