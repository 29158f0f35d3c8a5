namespace Eccos;

/// <summary>Why a claim is not reserved.</summary>
/// <param name="Kind">The limit that refuses; <see cref="CapacityKind.None"/> for a claim that is.</param>
/// <param name="Name">The endpoint, scheduler or budget key whose limit it is.</param>
/// <param name="Window">The window that has no room; null where none can have any.</param>
/// <param name="Amount">What it has no room for.</param>
internal readonly record struct CapacityRefusal(CapacityKind Kind, string? Name, WindowMeter? Window = null, long Amount = 0);
