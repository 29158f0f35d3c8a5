namespace Eccos.QAServe;

/// <summary>
/// Grades mathematics: reads the final answer, parses it and the reference as LaTeX, and decides whether they mean the same. Equivalent
/// forms are the same answer: 2/4 and 1/2, \sqrt{12} and 2\sqrt{3}, {1, 2} and {2, 1}, x &gt; 3 and (3, \infty), an equation and a multiple of it.
/// </summary>
/// <remarks>
/// Rational numbers are compared exactly, other expressions by their values at points that are always the same, sets and lists in any order,
/// tuples and matrices in theirs, "x = 1, y = 2" by its names. Units are ignored. What cannot be parsed is compared as text. Stateless and safe for use from any thread.
/// </remarks>
public sealed class MathematicsGrader : IGrader
{
    private readonly MathematicsEquality _equality;

    /// <summary>Makes a grader.</summary>
    /// <param name="options">How strictly it compares; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public MathematicsGrader(MathematicsGraderOptions? options = null)
    {
        options ??= new MathematicsGraderOptions();
        options.ThrowIfInvalid();
        _equality = new MathematicsEquality(options.RelativeTolerance);
    }

    /// <inheritdoc/>
    public ValueTask<Grade> GradeAsync(BenchmarkItem item, string response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(response);
        return new(FinalExpression.Find(response) is { } answer
            ? Grade.Of(item.Answers.Any(reference => _equality.AreEqual(answer, reference)), answer)
            : Grade.NoAnswer);
    }
}
