namespace Eccos;

/// <summary>Two multipliers close together, between which choices jump.</summary>
/// <param name="Low">The one that falls short of the target.</param>
/// <param name="High">The one that reaches it.</param>
/// <param name="Weight">The part that choices at <paramref name="High"/> must have, 0 to 1, so that both together meet the target.</param>
internal readonly record struct MultiplierBracket(double Low, double High, double Weight);
