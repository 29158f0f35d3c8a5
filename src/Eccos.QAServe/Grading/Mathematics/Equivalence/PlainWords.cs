namespace Eccos.QAServe;

/// <summary>Words without their case, spaces and punctuation.</summary>
internal static class PlainWords
{
    public static string Of(string text) => string.Concat(text.Where(letter => char.IsLetterOrDigit(letter) || letter is '_' or '+' or '-' or '/' or '^' or '.')).ToLowerInvariant().TrimEnd('.');
}
