namespace Eccos.QAServe;

/// <summary>Reads what a chat client's exception means. A host writes its own for clients with exceptions of their own.</summary>
/// <remarks>Implementations are safe for use from any thread.</remarks>
public interface IFailureClassifier
{
    /// <summary>Reads an exception.</summary>
    /// <param name="exception">What the client threw; never the caller's own cancellation.</param>
    /// <returns>What it means.</returns>
    RequestFailure Classify(Exception exception);
}
