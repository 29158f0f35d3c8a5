namespace Eccos.QAServe;

/// <summary>The kinds of LaTeX tokens.</summary>
internal enum TokenKind
{
    /// <summary>Behind the last token.</summary>
    End,

    /// <summary>Digits, possibly with a point.</summary>
    Number,

    /// <summary>A letter, or a Greek letter or constant by its name.</summary>
    Letter,

    /// <summary>A command such as \frac, without its backslash.</summary>
    Command,

    /// <summary>Words, from \text{…} or written out.</summary>
    Words,

    /// <summary>A sign or a bracket; "\{" stands for the brace of a set.</summary>
    Sign,
}
