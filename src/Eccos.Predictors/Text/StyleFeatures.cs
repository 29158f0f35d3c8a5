namespace Eccos.Predictors;

/// <summary>Reads off a text how it is written: how it begins and ends, its sentences and lines, names, nesting and the size of its numbers.</summary>
internal ref struct StyleFeatures
{
    /// <summary>The first of its features; those before it are of <see cref="SurfaceFeatures"/>.</summary>
    public const int First = (int)SurfaceFeature.FirstLowercase;

    private const int Letters = 12;
    private const int LongWord = 9;
    private const int ShortWord = 3;
    private const double GreatestNumber = 1e30;

    // Words and numbers are the same when their hashes fall on the same of so many places.
    private const int Places = 1024;
    private const uint HashStart = 2166136261;
    private const uint HashFactor = 16777619;

    private readonly Span<float> _values;
    private readonly Span<char> _word;
    private readonly Span<ulong> _seen;
    private readonly ReadOnlySpan<char> _text;
    private int _length;
    private uint _hash;
    private bool _capital;
    private bool _sentenceStart = true;
    private int _words;
    private int _distinct;
    private int _sentenceWords;
    private int _sentences;
    private int _line;
    private int _depth;
    private double _number;
    private int _digits;
    private uint _numberHash = HashStart;
    private bool _indented;

    private StyleFeatures(ReadOnlySpan<char> text, Span<float> values, Span<char> word, Span<ulong> seen)
    {
        _text = text;
        _values = values;
        _word = word;
        _seen = seen;
    }

    /// <summary>Writes the features from <see cref="First"/> on; each is finite.</summary>
    public static void Extract(ReadOnlySpan<char> text, Span<float> destination)
    {
        Span<ulong> seen = stackalloc ulong[Places / 64];
        seen.Clear();
        var style = new StyleFeatures(text, destination, stackalloc char[Letters], seen);
        for (var i = 0; i < text.Length; i++)
            style.Read(i);
        style.Finish();
    }

    private void Read(int i)
    {
        var c = _text[i];
        _line++;
        if (char.IsLetter(c))
        {
            EndNumber();
            if (_length == 0)
            {
                _hash = HashStart;
                _capital = char.IsUpper(c);
            }

            if (_length < Letters)
                _word[_length] = char.IsAscii(c) ? (char)(c | 0x20) : c;
            _hash = (_hash ^ (char)(c | 0x20)) * HashFactor;
            _length++;
            return;
        }

        if (_length > 0)
            EndWord();
        if (char.IsAsciiDigit(c))
        {
            _number = Math.Min((_number * 10) + (c - '0'), GreatestNumber);
            _numberHash = (_numberHash ^ c) * HashFactor;
            _digits++;
            this[SurfaceFeature.DigitSum] += c - '0';
            return;
        }

        if (c == ',' && _digits > 0 && i + 1 < _text.Length && char.IsAsciiDigit(_text[i + 1]))
            return;
        if (c == '/' && _digits > 0 && i + 1 < _text.Length && char.IsAsciiDigit(_text[i + 1]))
            this[SurfaceFeature.Fractions]++;
        EndNumber();
        Symbol(c, i);
    }

    private void Symbol(char c, int i)
    {
        switch (c)
        {
            case '\n':
                EndLine();
                _indented = i + 1 < _text.Length && _text[i + 1] is ' ' or '\t';
                break;
            case '(':
                this[SurfaceFeature.Parentheses]++;
                Deeper();
                break;
            case '[' or '{':
                this[SurfaceFeature.Brackets] += c == '[' ? 1 : 0;
                Deeper();
                break;
            case ')' or ']' or '}':
                _depth = Math.Max(_depth - 1, 0);
                break;
            case '"' or '\'':
                this[SurfaceFeature.Quotes]++;
                break;
            case '=':
                this[SurfaceFeature.EqualSigns]++;
                break;
            case '%':
                this[SurfaceFeature.PercentSigns]++;
                break;
            case ':':
                this[SurfaceFeature.Colons]++;
                break;
            case '-' when i > 0 && i + 1 < _text.Length && char.IsLetter(_text[i - 1]) && char.IsLetter(_text[i + 1]):
                this[SurfaceFeature.Hyphens]++;
                break;
            case '.' when i + 1 < _text.Length && char.IsAsciiDigit(_text[i + 1]):
                break;
            case '.' or '?' or '!':
                EndSentence();
                break;
        }
    }

    private void Deeper() => this[SurfaceFeature.Nesting] = Math.Max(this[SurfaceFeature.Nesting], ++_depth);

    private void EndLine()
    {
        this[SurfaceFeature.LongestLine] = Math.Max(this[SurfaceFeature.LongestLine], _line);
        if (_indented)
            this[SurfaceFeature.IndentedLines]++;
        _indented = false;
        _line = 0;
    }

    private void EndSentence()
    {
        if (_sentenceWords == 0)
            return;
        if (_sentences++ == 0)
            this[SurfaceFeature.FirstSentence] = _sentenceWords;
        this[SurfaceFeature.LastSentence] = _sentenceWords;
        _sentenceWords = 0;
        _sentenceStart = true;
    }

    private void EndNumber()
    {
        if (_digits == 0)
            return;
        this[SurfaceFeature.LargestNumber] = Math.Max(this[SurfaceFeature.LargestNumber], (float)Math.Log10(1 + _number));
        if (_digits == 4 && _number is >= 1000 and < 2100)
            this[SurfaceFeature.Years]++;
        if (!Add(_numberHash))
            this[SurfaceFeature.RepeatedNumbers]++;
        (_number, _digits, _numberHash) = (0, 0, HashStart);
    }

    /// <summary>Whether the word or number is the first of its kind.</summary>
    private bool Add(uint hash)
    {
        hash ^= hash >> 15;
        var place = (int)(hash % Places);
        var bit = 1UL << (place & 63);
        ref var bits = ref _seen[place >> 6];
        var isNew = (bits & bit) == 0;
        bits |= bit;
        return isNew;
    }

    private void EndWord()
    {
        _words++;
        _sentenceWords++;
        if (Add(_hash))
            _distinct++;
        if (_words == 1 && !_capital)
            this[SurfaceFeature.FirstLowercase] = 1;
        if (_length >= LongWord)
            this[SurfaceFeature.LongWordShare]++;
        if (_length <= ShortWord)
            this[SurfaceFeature.ShortWordShare]++;
        if (_length == 1 && _word[0] is not ('a' or 'i'))
            this[SurfaceFeature.SingleLetters]++;
        if (_capital && !_sentenceStart && _length > 1)
            this[SurfaceFeature.Names]++;
        _sentenceStart = false;
        if (_length <= Letters)
            Keyword(_word[.._length]);
        _length = 0;
    }

    private void Keyword(ReadOnlySpan<char> word)
    {
        switch (word)
        {
            case "he" or "she" or "his" or "her" or "they" or "their" or "him" or "them":
                this[SurfaceFeature.Pronouns]++;
                break;
            case "the" or "a" or "an" or "of" or "in" or "to" or "and" or "is" or "was" or "on" or "by" or "that" or "with":
                this[SurfaceFeature.FunctionWordShare]++;
                break;
            case "for" or "while":
                this[SurfaceFeature.Loops]++;
                break;
        }
    }

    private void Finish()
    {
        if (_length > 0)
            EndWord();
        EndNumber();
        EndLine();
        EndSentence();
        var last = _text.TrimEnd();
        if (last.Length > 0)
        {
            this[SurfaceFeature.EndsAsQuestion] = last[^1] == '?' ? 1 : 0;
            this[SurfaceFeature.EndsWithPeriod] = last[^1] == '.' ? 1 : 0;
            this[SurfaceFeature.EndsWithColon] = last[^1] == ':' ? 1 : 0;
        }

        var words = Math.Max(_words, 1f);
        this[SurfaceFeature.NameShare] = this[SurfaceFeature.Names] / words;
        this[SurfaceFeature.LongWordShare] /= words;
        this[SurfaceFeature.ShortWordShare] /= words;
        this[SurfaceFeature.FunctionWordShare] /= words;
        this[SurfaceFeature.DistinctWordShare] = _distinct / words;
        foreach (var feature in (ReadOnlySpan<SurfaceFeature>)
        [
            SurfaceFeature.Parentheses, SurfaceFeature.Nesting, SurfaceFeature.Quotes, SurfaceFeature.EqualSigns, SurfaceFeature.PercentSigns, SurfaceFeature.Fractions,
            SurfaceFeature.Colons, SurfaceFeature.Hyphens, SurfaceFeature.Names, SurfaceFeature.SingleLetters, SurfaceFeature.DigitSum, SurfaceFeature.IndentedLines,
            SurfaceFeature.LongestLine, SurfaceFeature.FirstSentence, SurfaceFeature.LastSentence, SurfaceFeature.Years, SurfaceFeature.Pronouns, SurfaceFeature.Loops,
            SurfaceFeature.Brackets, SurfaceFeature.RepeatedNumbers,
        ])
            this[feature] = MathF.Log(1 + this[feature]);
    }

    private readonly ref float this[SurfaceFeature feature] => ref _values[(int)feature];
}
