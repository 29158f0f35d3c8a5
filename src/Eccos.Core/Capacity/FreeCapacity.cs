namespace Eccos;

/// <summary>What is free of every endpoint at one moment, in pool order; null for no limit.</summary>
internal readonly record struct FreeCapacity(int?[] Requests, double?[] Tokens);
