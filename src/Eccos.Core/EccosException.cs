namespace Eccos;

/// <summary>The root of every exception that Eccos defines itself: data that contradicts itself or the pool it is used with.</summary>
/// <remarks>
/// Wrong arguments raise the BCL's own <see cref="ArgumentException"/> family and wrong settings
/// <see cref="Microsoft.Extensions.Options.OptionsValidationException"/>. A schedule that cannot be had is a result, never an exception.
/// </remarks>
public class EccosException : Exception
{
    /// <summary>Initializes the exception without a message.</summary>
    public EccosException()
    {
    }

    /// <summary>Initializes the exception with a message.</summary>
    /// <param name="message">Names the value, the place and what is allowed.</param>
    public EccosException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception with a message and its cause.</summary>
    /// <param name="message">Names the value, the place and what is allowed.</param>
    /// <param name="innerException">What raised it.</param>
    public EccosException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
