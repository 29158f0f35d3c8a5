namespace Eccos.Predictors;

/// <summary>
/// Reads off a text what its words do not say: length, numbers, formulas, code, answer options and the kind of question; then how it is written, by <see cref="StyleFeatures"/>.
/// </summary>
internal ref struct SurfaceFeatures
{
    private const int LongestKeyword = 12;

    private readonly Span<float> _counts;
    private readonly Span<char> _word;
    private int _wordLength;
    private int _wordCharacters;
    private int _letters;
    private int _uppercase;
    private int _digits;
    private int _numberLength;
    private int _sentences;
    private int _visible;
    private int _nonAscii;
    private int _visibleBeforeOptions;
    private int _digitsBeforeOptions;
    private bool _afterHow;

    private SurfaceFeatures(Span<float> counts, Span<char> word)
    {
        _counts = counts;
        _word = word;
    }

    /// <summary>The number of features.</summary>
    public static int Count { get; } = Enum.GetValues<SurfaceFeature>().Length;

    /// <summary>Writes the features of a text; each is finite.</summary>
    public static void Extract(ReadOnlySpan<char> text, Span<float> destination)
    {
        destination.Clear();
        var features = new SurfaceFeatures(destination[..StyleFeatures.First], stackalloc char[LongestKeyword]);
        for (var i = 0; i < text.Length; i++)
            features.Read(text, i);
        features.EndWord();
        features.EndNumber();
        features.Finish(text.Length);
        StyleFeatures.Extract(text, destination);
    }

    private void Read(ReadOnlySpan<char> text, int i)
    {
        var c = text[i];
        if (c > ' ')
            _visible++;
        if (!char.IsAscii(c))
            _nonAscii++;

        if (char.IsLetter(c))
        {
            EndNumber();
            Letter(c);
            return;
        }

        EndWord();
        if (char.IsDigit(c))
        {
            _digits++;
            _numberLength++;
            return;
        }

        if (c == '.' && _numberLength > 0 && i + 1 < text.Length && char.IsDigit(text[i + 1]))
            this[SurfaceFeature.DecimalNumbers]++;
        EndNumber();
        Symbol(text, i);
    }

    private void Letter(char c)
    {
        _letters++;
        if (char.IsUpper(c))
            _uppercase++;
        if (_wordLength < LongestKeyword)
            _word[_wordLength] = char.IsAscii(c) ? (char)(c | 0x20) : c;
        _wordLength++;
    }

    private void Symbol(ReadOnlySpan<char> text, int i)
    {
        switch (text[i])
        {
            case '\n':
                this[SurfaceFeature.Lines]++;
                break;
            case '$':
                this[SurfaceFeature.Dollars]++;
                break;
            case '\\':
                this[SurfaceFeature.Backslashes]++;
                break;
            case '{' or '}' or '[' or ']':
                this[SurfaceFeature.Braces]++;
                break;
            case '+' or '-' or '*' or '/' or '^' or '=' or '<' or '>' or '%':
                this[SurfaceFeature.Operators]++;
                break;
            case ';' or '"' or '\'' or '#' or '|' or '&':
                this[SurfaceFeature.CodeSymbols]++;
                break;
            case '_':
                this[SurfaceFeature.Blanks]++;
                break;
            case '?':
                this[SurfaceFeature.QuestionMarks]++;
                _sentences++;
                break;
            case '.' or '!':
                _sentences++;
                Option(text, i);
                break;
            case ')' or ':':
                Option(text, i);
                break;
            case ',':
                this[SurfaceFeature.Commas]++;
                break;
        }
    }

    /// <summary>An answer option is the next letter of the alphabet with a mark behind it, at the start of a line or in brackets.</summary>
    private void Option(ReadOnlySpan<char> text, int i)
    {
        var options = (int)this[SurfaceFeature.AnswerOptions];
        if (i == 0 || options >= 26 || text[i - 1] != 'A' + options)
            return;
        if (i >= 2 && text[i - 2] is not ('\n' or '(' or ' '))
            return;
        if (options == 0)
            (_visibleBeforeOptions, _digitsBeforeOptions) = (_visible - 2, _digits);
        this[SurfaceFeature.AnswerOptions]++;
    }

    private void EndNumber()
    {
        if (_numberLength == 0)
            return;
        this[SurfaceFeature.Numbers]++;
        this[SurfaceFeature.LongestNumber] = Math.Max(this[SurfaceFeature.LongestNumber], _numberLength);
        _numberLength = 0;
    }

    private void EndWord()
    {
        if (_wordLength == 0)
            return;
        this[SurfaceFeature.Words]++;
        _wordCharacters += _wordLength;
        var afterHow = _afterHow;
        _afterHow = false;
        if (_wordLength <= LongestKeyword)
            Keyword(_word[.._wordLength], afterHow);
        _wordLength = 0;
    }

    private void Keyword(ReadOnlySpan<char> word, bool afterHow)
    {
        switch (word)
        {
            case "what":
                this[SurfaceFeature.What]++;
                break;
            case "which":
                this[SurfaceFeature.Which]++;
                break;
            case "who" or "whom" or "whose":
                this[SurfaceFeature.Who]++;
                break;
            case "when" or "where":
                this[SurfaceFeature.WhenOrWhere]++;
                break;
            case "why":
                this[SurfaceFeature.Why]++;
                break;
            case "how":
                this[SurfaceFeature.How]++;
                _afterHow = true;
                break;
            case "many" or "much" when afterHow:
                this[SurfaceFeature.HowMany]++;
                break;
            case "not" or "except" or "never" or "no" or "false" or "incorrect" or "least":
                this[SurfaceFeature.Negation]++;
                break;
            case "if" or "suppose" or "assume" or "given" or "let" or "such":
                this[SurfaceFeature.Condition]++;
                break;
            case "find" or "compute" or "calculate" or "determine" or "evaluate" or "solve" or "prove" or "write" or "simplify" or "express":
                this[SurfaceFeature.Instruction]++;
                break;
            case "more" or "less" or "twice" or "half" or "than" or "times" or "each" or "per" or "total" or "percent":
                this[SurfaceFeature.Comparison]++;
                break;
            case "def" or "return" or "function" or "print" or "import" or "for" or "while" or "else" or "int" or "str" or "list" or "python":
                this[SurfaceFeature.CodeWords]++;
                break;
        }
    }

    private void Finish(int length)
    {
        var words = this[SurfaceFeature.Words];
        var options = this[SurfaceFeature.AnswerOptions];
        var shown = Math.Max(_visible, 1f);
        for (var k = 0; k < _counts.Length; k++)
            _counts[k] = MathF.Log(1 + _counts[k]);

        this[SurfaceFeature.Characters] = MathF.Log(1 + length);
        this[SurfaceFeature.WordLength] = _wordCharacters / Math.Max(words, 1);
        this[SurfaceFeature.SentenceLength] = MathF.Log(1 + (words / Math.Max(_sentences, 1)));
        this[SurfaceFeature.DigitShare] = _digits / shown;
        this[SurfaceFeature.UppercaseShare] = _uppercase / Math.Max(_letters, 1f);
        this[SurfaceFeature.NonAsciiShare] = _nonAscii / shown;
        if (options > 0)
        {
            var inOptions = Math.Max(_visible - _visibleBeforeOptions, 1f);
            this[SurfaceFeature.OptionLength] = MathF.Log(1 + (inOptions / options));
            this[SurfaceFeature.OptionDigitShare] = (_digits - _digitsBeforeOptions) / inOptions;
        }
    }

    private readonly ref float this[SurfaceFeature feature] => ref _counts[(int)feature];
}
