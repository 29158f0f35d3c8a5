using System.Buffers.Binary;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Eccos.Predictors;

/// <summary>One section of a model file. Whatever is missing, of another type, or out of range is a <see cref="ModelFileException"/>.</summary>
internal sealed class ModelReader
{
    private readonly ModelFileContent _content;
    private readonly string _prefix;

    public ModelReader(ModelFileContent content, string prefix = "") => (_content, _prefix) = (content, prefix);

    /// <summary>How this section is to be read.</summary>
    public string Kind => _content.Manifest.Kinds.TryGetValue(KindName(_prefix), out var kind) && kind is not null ? kind : throw Wrong("kind", "is missing.");

    /// <summary>The name of a section's kind.</summary>
    public static string KindName(string prefix) => prefix.Length == 0 ? "model" : prefix[..^1];

    /// <summary>Whether there is an array of that name.</summary>
    public bool Holds(string name) => _content.Arrays.ContainsKey(_prefix + name);

    public ModelReader Section(string name) => new(_content, $"{_prefix}{name}.");

    public double Number(string name, double least = double.MinValue, double greatest = double.MaxValue)
    {
        if (!_content.Manifest.Numbers.TryGetValue(_prefix + name, out var value))
            throw Wrong(name, "is missing.");
        if (!(value >= least && value <= greatest))
            throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"is {value}; it lies between {least} and {greatest}."));
        return value;
    }

    public int Integer(string name, int least, int greatest = int.MaxValue)
    {
        var value = Number(name, least, greatest);
        return value == Math.Floor(value) ? (int)value : throw Wrong(name, string.Create(CultureInfo.InvariantCulture, $"is {value}; it is a whole number."));
    }

    /// <summary>Finite numbers.</summary>
    /// <param name="name">The part.</param>
    /// <param name="length">How many there must be; null for any number.</param>
    /// <param name="orMissing">Whether NaN stands for a value that is missing.</param>
    public float[] Singles(string name, long? length = null, bool orMissing = false)
    {
        var values = Part<float>(name, length);
        if (orMissing ? HoldsInfinity(values) : values.Length > 0 && !float.IsFinite(TensorPrimitives.MaxMagnitude<float>(values)))
            throw Wrong(name, "holds a value that is not finite.");
        return values;
    }

    /// <summary>Finite numbers.</summary>
    /// <param name="name">The part.</param>
    /// <param name="length">How many there must be; null for any number.</param>
    /// <param name="orMissing">Whether NaN stands for a value that is missing.</param>
    public double[] Doubles(string name, long? length = null, bool orMissing = false)
    {
        var values = Part<double>(name, length);
        if (orMissing ? values.Any(double.IsInfinity) : values.Length > 0 && !double.IsFinite(TensorPrimitives.MaxMagnitude<double>(values)))
            throw Wrong(name, "holds a value that is not finite.");
        return values;
    }

    /// <summary>Integers from <paramref name="least"/> to <paramref name="greatest"/>.</summary>
    public int[] Integers(string name, long? length = null, int least = int.MinValue, int greatest = int.MaxValue)
    {
        var values = Part<int>(name, length);
        var outside = FirstOutside(values, least, greatest);
        return outside < 0 ? values : throw Wrong(name, $"holds {values[outside]}; values lie between {least} and {greatest}.");
    }

    public byte[] Bytes(string name, long? length = null) => Part<byte>(name, length);

    /// <summary>Texts as <see cref="ModelWriter.Texts"/> wrote them.</summary>
    public string[] Texts(string name)
    {
        ReadOnlySpan<byte> bytes = Part<byte>(name, null);
        var count = bytes.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (count < 0 || count > (bytes.Length / sizeof(int)) - 1)
            throw Wrong(name, $"tells of {count} texts in {bytes.Length} bytes.");
        var lengths = bytes.Slice(sizeof(int), sizeof(int) * count);
        var characters = bytes[(sizeof(int) * (1 + count))..];
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(lengths[(sizeof(int) * i)..]);
            if (length < 0 || length > characters.Length / sizeof(char))
                throw Wrong(name, $"tells of a text of {length} characters where {characters.Length / sizeof(char)} are left.");
            texts[i] = Text(characters[..(sizeof(char) * length)]);
            characters = characters[(sizeof(char) * length)..];
        }

        return characters.Length == 0 ? texts : throw Wrong(name, $"holds {characters.Length} bytes after its last text.");
    }

    /// <summary>The error of a part or number of this section.</summary>
    public ModelFileException Wrong(string name, string problem, Exception? innerException = null) => new(_content.File, _prefix + name, problem, innerException);

    // Optimised at once: a host that starts loads its model by code that has never run before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool HoldsInfinity(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (float.IsInfinity(value))
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstOutside(ReadOnlySpan<int> values, int least, int greatest)
    {
        for (var k = 0; k < values.Length; k++)
        {
            if (values[k] < least || values[k] > greatest)
                return k;
        }

        return -1;
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        if (BitConverter.IsLittleEndian)
            return new string(MemoryMarshal.Cast<byte, char>(bytes));
        var units = MemoryMarshal.Cast<byte, ushort>(bytes).ToArray();
        BinaryPrimitives.ReverseEndianness(units, units);
        return new string(MemoryMarshal.Cast<ushort, char>(units));
    }

    private T[] Part<T>(string name, long? length)
    {
        if (!_content.Arrays.TryGetValue(_prefix + name, out var array))
            throw Wrong(name, "is missing.");
        if (array is not T[] values)
            throw Wrong(name, $"holds {array.GetType().Name}; it must hold {typeof(T).Name} values.");
        if (length is { } expected && values.Length != expected)
            throw Wrong(name, $"holds {values.Length} values; it must hold {expected}.");
        return values;
    }
}
