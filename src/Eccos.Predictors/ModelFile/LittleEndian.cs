using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Eccos.Predictors;

/// <summary>Arrays as the little-endian bytes of a model file.</summary>
internal static class LittleEndian
{
    public static int SizeOf(PartType type) => type switch
    {
        PartType.Byte => sizeof(byte),
        PartType.Int32 => sizeof(int),
        PartType.Single => sizeof(float),
        _ => sizeof(double),
    };

    public static PartType TypeOf(Array values) => values switch
    {
        byte[] => PartType.Byte,
        int[] => PartType.Int32,
        float[] => PartType.Single,
        double[] => PartType.Double,
        _ => throw new ArgumentException($"A model file holds no {values.GetType().Name}.", nameof(values)),
    };

    public static Array Allocate(PartType type, int length) => type switch
    {
        PartType.Byte => GC.AllocateUninitializedArray<byte>(length),
        PartType.Int32 => GC.AllocateUninitializedArray<int>(length),
        PartType.Single => GC.AllocateUninitializedArray<float>(length),
        _ => GC.AllocateUninitializedArray<double>(length),
    };

    /// <summary>The array's memory, in the order of this machine.</summary>
    public static Span<byte> Bytes(Array values) => values switch
    {
        byte[] bytes => bytes,
        int[] integers => MemoryMarshal.AsBytes(integers.AsSpan()),
        float[] singles => MemoryMarshal.AsBytes(singles.AsSpan()),
        _ => MemoryMarshal.AsBytes(((double[])values).AsSpan()),
    };

    /// <summary>The array in the order of the file: itself, or a copy on a machine of the other order.</summary>
    public static Array Ordered(Array values)
    {
        if (BitConverter.IsLittleEndian)
            return values;
        var copy = (Array)values.Clone();
        Reverse(copy);
        return copy;
    }

    /// <summary>Turns the bytes of every value round where the machine's order is not that of the file.</summary>
    public static void Reverse(Array values)
    {
        if (BitConverter.IsLittleEndian)
            return;
        if (SizeOf(TypeOf(values)) == sizeof(int))
        {
            var words = MemoryMarshal.Cast<byte, int>(Bytes(values));
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else if (values is double[])
        {
            var words = MemoryMarshal.Cast<byte, long>(Bytes(values));
            BinaryPrimitives.ReverseEndianness(words, words);
        }
    }
}
