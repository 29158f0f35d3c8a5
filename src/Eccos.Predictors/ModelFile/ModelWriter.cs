using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Eccos.Predictors;

/// <summary>Collects what a model consists of, section by section, and writes it as one file. Arrays are kept, not copied.</summary>
internal sealed class ModelWriter
{
    private readonly string _prefix;
    private readonly Dictionary<string, Array> _arrays;
    private readonly Dictionary<string, double> _numbers;
    private readonly Dictionary<string, string> _kinds;

    public ModelWriter()
        : this("", new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal))
    {
    }

    private ModelWriter(string prefix, Dictionary<string, Array> arrays, Dictionary<string, double> numbers, Dictionary<string, string> kinds) =>
        (_prefix, _arrays, _numbers, _kinds) = (prefix, arrays, numbers, kinds);

    /// <summary>A part of the model with names of its own.</summary>
    public ModelWriter Section(string name) => new($"{_prefix}{name}.", _arrays, _numbers, _kinds);

    /// <summary>How this section is to be read.</summary>
    public void Kind(string kind) => _kinds.Add(ModelReader.KindName(_prefix), kind);

    public void Number(string name, double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, string.Create(CultureInfo.InvariantCulture, $"{_prefix}{name} is {value}; a model file holds finite numbers."));
        _numbers.Add(_prefix + name, value);
    }

    public void Array(string name, Array values) => _arrays.Add(_prefix + name, LittleEndian.Ordered(values));

    /// <summary>Texts of any script, unpaired surrogates included: a count, each text's length, and all UTF-16 code units.</summary>
    public void Texts(string name, IReadOnlyList<string> texts)
    {
        var bytes = new byte[checked((sizeof(int) * (1 + texts.Count)) + (sizeof(char) * texts.Sum(text => text.Length)))];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, texts.Count);
        var characters = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan(sizeof(int) * (1 + texts.Count)));
        for (var i = 0; i < texts.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int) * (1 + i)), texts[i].Length);
            var target = characters[..texts[i].Length];
            MemoryMarshal.Cast<char, ushort>(texts[i].AsSpan()).CopyTo(target);
            if (!BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(target, target);
            characters = characters[texts[i].Length..];
        }

        Array(name, bytes);
    }

    public async Task SaveAsync(string path, CancellationToken cancellationToken)
    {
        ModelPart[] parts = [.. _arrays.Select(array => new ModelPart(
            array.Key, LittleEndian.TypeOf(array.Value), array.Value.Length, Convert.ToHexStringLower(SHA256.HashData(LittleEndian.Bytes(array.Value)))))];
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new ModelManifest(parts, _numbers, _kinds), ModelManifestJson.Default.ModelManifest);
        await AtomicFile.WriteAsync(
            path,
            async (stream, token) =>
            {
                await stream.WriteAsync(ModelHeader.Create(manifest), token).ConfigureAwait(false);
                await stream.WriteAsync(manifest, token).ConfigureAwait(false);
                foreach (var values in _arrays.Values)
                {
                    token.ThrowIfCancellationRequested();
                    stream.Write(LittleEndian.Bytes(values));
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}
