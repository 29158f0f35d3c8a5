namespace Eccos.QAServe;

/// <summary>Goes through tokens one by one.</summary>
internal sealed class TokenReader(List<Token> tokens)
{
    private int _place;

    public Token Current => tokens[_place];

    public Token Following => tokens[Math.Min(_place + 1, tokens.Count - 1)];

    public bool IsAtEnd => Current.Kind == TokenKind.End;

    /// <summary>Whether the next three tokens are digits, a slash and digits.</summary>
    public bool LooksLikeFraction => Current.Kind == TokenKind.Number && Following.Text == "/" && tokens[Math.Min(_place + 2, tokens.Count - 1)].Kind == TokenKind.Number;

    public Token Take() => IsAtEnd ? throw new FormatException("The expression ends too early.") : tokens[_place++];

    public bool Is(string sign) => Current.Kind == TokenKind.Sign && Current.Text == sign;

    public bool IsCommand(string name) => Current.Kind == TokenKind.Command && Current.Text == name;

    public bool TryTake(string sign)
    {
        if (!Is(sign))
            return false;
        _place++;
        return true;
    }

    public bool TryTakeCommand(string name)
    {
        if (!IsCommand(name))
            return false;
        _place++;
        return true;
    }

    /// <summary>Takes the first digit of a number and leaves the others.</summary>
    public string SplitDigit()
    {
        var digit = Current.Text[..1];
        tokens[_place] = Current with { Text = Current.Text[1..], FollowsSpace = false };
        return digit;
    }

    public void Require(string sign)
    {
        if (!TryTake(sign))
            throw new FormatException($"'{sign}' is missing before '{Current.Text}'.");
    }
}
