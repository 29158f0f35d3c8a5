using Microsoft.ML.Tokenizers;

namespace Eccos.Predictors;

/// <summary>
/// The default token counter: byte-pair encoding with the o200k_base vocabulary, which is part of the package, so nothing is downloaded.
/// Other vendors' vocabularies count a few per cent more or less; the predictors learn the difference per endpoint where records tell it.
/// </summary>
/// <remarks>Immutable and safe for use from any thread. The first instance of a process takes some 100 ms to read the vocabulary.</remarks>
public sealed class TiktokenCounter : ITokenCounter
{
    private readonly TiktokenTokenizer _tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    /// <inheritdoc/>
    public int Count(ReadOnlySpan<char> text) => text.IsEmpty ? 0 : _tokenizer.CountTokens(text);
}
