using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eccos;

/// <summary>Writes the values of an enumeration by their names, such as meets_goal.</summary>
internal sealed class SnakeCaseName<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
