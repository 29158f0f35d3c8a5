using System.Globalization;

namespace Eccos.QAServe;

/// <summary>
/// Grades numbers: fractions, mixed numbers, percentages, thousands separators, currencies and units, scientific notation, words.
/// </summary>
/// <remarks>
/// A percentage agrees with the number before its sign and with a hundredth of it, "5 million" with 5,000,000 and with the 5 before its word. A number that the reference is rounded from agrees when it
/// has at least two digits more. "18 or 20" is no answer. Stateless and safe for use from any thread.
/// </remarks>
public sealed class NumericGrader : IGrader
{
    private readonly NumericEquality _equality;

    /// <summary>Makes a grader.</summary>
    /// <param name="options">How strictly it compares; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public NumericGrader(NumericGraderOptions? options = null)
    {
        options ??= new NumericGraderOptions();
        options.ThrowIfInvalid();
        _equality = new NumericEquality(options.RelativeTolerance);
    }

    /// <inheritdoc/>
    /// <exception cref="EccosException">A reference answer holds no number.</exception>
    public ValueTask<Grade> GradeAsync(BenchmarkItem item, string response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(response);
        Quantity[] references = [.. item.Answers.Select(answer => Reference(item, answer))];
        if (FinalQuantity.Find(response) is not { } given)
            return new(Grade.NoAnswer);
        var text = given.Value.IsInteger ? given.Value.ToString() : given.Value.ToDouble().ToString("R", CultureInfo.InvariantCulture);
        return new(Grade.Of(references.Any(reference => _equality.AreEqual(given, reference)), given.IsPercentage ? text + "%" : text));
    }

    private static Quantity Reference(BenchmarkItem item, string answer) =>
        QuantityReader.ReadAll(NumericText.Plain(answer)) is [.., var last] ? last : throw new EccosException($"Item '{item.Id}': the reference answer '{answer}' is no number.");
}
