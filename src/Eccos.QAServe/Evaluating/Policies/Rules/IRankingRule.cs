namespace Eccos.QAServe;

/// <summary>Puts the endpoints in the order in which a query would take them.</summary>
internal interface IRankingRule
{
    /// <param name="success">Success probabilities a_j of the query.</param>
    /// <param name="costUsd">Predicted costs c_j of the query in USD.</param>
    /// <param name="position">The queries that came before it.</param>
    /// <param name="order">Holds the endpoints' places in pool order; is sorted in place.</param>
    void Rank(ReadOnlySpan<double> success, ReadOnlySpan<double> costUsd, int position, Span<int> order);
}
