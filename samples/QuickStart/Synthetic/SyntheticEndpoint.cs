using Eccos;
using MathNet.Numerics;

namespace QuickStart.Synthetic;

/// <summary>An endpoint that exists only as numbers: what it charges, how many requests it takes at once and what it can do.</summary>
/// <param name="Name">The name.</param>
/// <param name="Prices">USD per million tokens.</param>
/// <param name="ConcurrencyLimit">The requests it takes at once.</param>
/// <param name="Verbosity">How many times as long as the shortest its answers are.</param>
/// <param name="Skills">The skill in each subject, in the order of <see cref="Subject"/>.</param>
internal sealed record SyntheticEndpoint(string Name, TokenPrices Prices, int ConcurrencyLimit, double Verbosity, double[] Skills)
{
    /// <summary>The chance of a correct answer: sigmoid(skill - difficulty).</summary>
    public double SuccessProbability(Question question) => SpecialFunctions.Logistic(Skills[(int)question.Subject] - question.Difficulty);

    /// <summary>The median of the output tokens: word problems are reasoned through, choices merely named; both take longer when they are hard.</summary>
    public double MedianOutputTokens(Question question) =>
        Verbosity * (question.Subject == Subject.Arithmetic ? 110 : 45) * Math.Exp(0.2 * question.Difficulty);

    public Endpoint ToEndpoint() => new(Name) { Prices = Prices, ConcurrencyLimit = ConcurrencyLimit };
}
