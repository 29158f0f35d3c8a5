namespace Eccos.QAServe;

/// <summary>A token of LaTeX.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text.</param>
/// <param name="FollowsSpace">Whether a space stands before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, bool FollowsSpace);
