namespace Eccos.Predictors;

/// <summary>A model file that cannot be read: cut off, changed, of another version, or not a model file at all.</summary>
public sealed class ModelFileException : EccosException
{
    /// <summary>Initializes the exception without a message.</summary>
    public ModelFileException()
    {
    }

    /// <summary>Initializes the exception with a message.</summary>
    /// <param name="message">Names the file, the part and what is wrong.</param>
    public ModelFileException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception with a message and its cause.</summary>
    /// <param name="message">Names the file, the part and what is wrong.</param>
    /// <param name="innerException">What raised it.</param>
    public ModelFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal ModelFileException(string file, string part, string problem, Exception? innerException = null)
        : base($"{file}, {part}: {problem}", innerException!)
    {
        File = file;
        Part = part;
    }

    /// <summary>The file's path as it was given.</summary>
    public string? File { get; }

    /// <summary>The part of the file that is wrong: "header", "manifest" or the name of an array.</summary>
    public string? Part { get; }
}
