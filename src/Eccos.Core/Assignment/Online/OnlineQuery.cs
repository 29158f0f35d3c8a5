namespace Eccos;

/// <summary>One query of a stream: a row of the assignment problem.</summary>
/// <remarks>A view on memory of the caller, valid during the call that it is handed to.</remarks>
public readonly ref struct OnlineQuery
{
    /// <summary>Names the values of one query.</summary>
    /// <param name="cost">c_j in USD, each finite and 0 or more.</param>
    /// <param name="quality">a_j, each in [0, 1].</param>
    /// <param name="eligible">Which endpoints may serve the query, whether they have room or not.</param>
    /// <param name="groups">The query's groups, by their place among those of the goal in the ordinal order of names, each once; empty for none.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a value is out of range; the message names its endpoint.</exception>
    public OnlineQuery(ReadOnlySpan<double> cost, ReadOnlySpan<double> quality, ReadOnlySpan<bool> eligible, ReadOnlySpan<int> groups = default)
    {
        if (quality.Length != cost.Length || eligible.Length != cost.Length)
            throw new ArgumentException($"There are {cost.Length} costs, {quality.Length} qualities and {eligible.Length} marks of eligibility; all are one per endpoint.");
        for (var j = 0; j < cost.Length; j++)
        {
            if (!(cost[j] >= 0 && cost[j] < double.PositiveInfinity))
                throw OutOfRange(nameof(cost), j, cost[j], "finite and at least 0");
            if (!(quality[j] >= 0 && quality[j] <= 1))
                throw OutOfRange(nameof(quality), j, quality[j], "in [0, 1]");
        }

        Cost = cost;
        Quality = quality;
        Eligible = eligible;
        Groups = groups;
    }

    /// <summary>c_j in USD, one per endpoint.</summary>
    public ReadOnlySpan<double> Cost { get; }

    /// <summary>a_j, the success probabilities, one per endpoint.</summary>
    public ReadOnlySpan<double> Quality { get; }

    /// <summary>Which endpoints may serve the query, whether they have room or not.</summary>
    public ReadOnlySpan<bool> Eligible { get; }

    /// <summary>The query's groups, by their place among <see cref="SchedulingGoal.Groups"/> in the ordinal order of names; empty for none.</summary>
    public ReadOnlySpan<int> Groups { get; }

    private static ArgumentException OutOfRange(string name, int endpoint, double value, string allowed) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} of endpoint {endpoint} is {value}; it must be {allowed}."), name);
}
