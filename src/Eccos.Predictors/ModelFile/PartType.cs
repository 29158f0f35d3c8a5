using System.Text.Json.Serialization;

namespace Eccos.Predictors;

/// <summary>What the bytes of a part are; all little-endian.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartType>))]
internal enum PartType
{
    /// <summary>Raw bytes.</summary>
    [JsonStringEnumMemberName("u8")]
    Byte,

    /// <summary>32-bit integers.</summary>
    [JsonStringEnumMemberName("i32")]
    Int32,

    /// <summary>IEEE 754 single precision.</summary>
    [JsonStringEnumMemberName("f32")]
    Single,

    /// <summary>IEEE 754 double precision.</summary>
    [JsonStringEnumMemberName("f64")]
    Double,
}
