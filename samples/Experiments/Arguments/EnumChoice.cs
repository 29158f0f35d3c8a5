namespace Eccos.Experiments.Arguments;

/// <summary>A value of an enumeration that is written as the command line takes it, in the defaults of <c>--help</c> too.</summary>
/// <param name="Value">The value.</param>
internal readonly record struct EnumChoice<T>(T Value)
    where T : struct, Enum
{
    public static implicit operator T(EnumChoice<T> choice) => choice.Value;

    public override string ToString() => EnumName.Of(Value);
}
