namespace Eccos.QAServe;

/// <summary>A grader made of a function of the host's own.</summary>
/// <param name="grade">Judges one answer: the item, the model's text. Must be safe for use from any thread.</param>
public sealed class DelegateGrader(Func<BenchmarkItem, string, CancellationToken, ValueTask<Grade>> grade) : IGrader
{
    private readonly Func<BenchmarkItem, string, CancellationToken, ValueTask<Grade>> _grade = grade ?? throw new ArgumentNullException(nameof(grade));

    /// <inheritdoc/>
    /// <exception cref="EccosException">The function returned a score outside [0, 1].</exception>
    public async ValueTask<Grade> GradeAsync(BenchmarkItem item, string response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(response);
        var given = await _grade(item, response, cancellationToken).ConfigureAwait(false);
        return given.Score is >= 0 and <= 1 ? given : throw new EccosException(FormattableString.Invariant($"Item '{item.Id}': the score given is {given.Score}; a score lies in [0, 1]."));
    }
}
