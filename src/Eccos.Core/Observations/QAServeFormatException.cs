namespace Eccos.Observations;

/// <summary>A record file that cannot be read: a broken line, a wrong type, a value out of range, an id that stands twice.</summary>
public sealed class QAServeFormatException : EccosException
{
    /// <summary>Initializes the exception without a message.</summary>
    public QAServeFormatException()
    {
    }

    /// <summary>Initializes the exception with a message.</summary>
    /// <param name="message">Names the file, the line, the field and what is wrong.</param>
    public QAServeFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception with a message and its cause.</summary>
    /// <param name="message">Names the file, the line, the field and what is wrong.</param>
    /// <param name="innerException">What raised it.</param>
    public QAServeFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal QAServeFormatException(string file, long line, string? field, string problem, Exception? innerException = null)
        : base($"{file}, line {line}{(field is null ? "" : $", field '{field}'")}: {problem}", innerException!)
    {
        File = file;
        Line = line;
        Field = field;
    }

    /// <summary>The file's name as it was given.</summary>
    public string? File { get; }

    /// <summary>The line's number; the first line is 1.</summary>
    public long Line { get; }

    /// <summary>The field, such as <c>outputs[2].correct</c>; <see langword="null"/> when the line as a whole is broken.</summary>
    public string? Field { get; }
}
