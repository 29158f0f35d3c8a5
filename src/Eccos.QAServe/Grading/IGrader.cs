namespace Eccos.QAServe;

/// <summary>Judges how correct an answer is. A host writes its own where its task needs another judgement.</summary>
/// <remarks>Implementations are safe for use from any thread.</remarks>
public interface IGrader
{
    /// <summary>Judges one answer.</summary>
    /// <param name="item">The question and its reference answers.</param>
    /// <param name="response">The whole text the model answered with, its reasoning included; may be empty.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The score and the answer that was read from the text.</returns>
    ValueTask<Grade> GradeAsync(BenchmarkItem item, string response, CancellationToken cancellationToken = default);
}
