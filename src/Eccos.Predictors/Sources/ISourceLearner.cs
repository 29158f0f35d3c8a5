namespace Eccos.Predictors;

/// <summary>What each endpoint makes of the kinds of queries that the records' sources name, read off a query's vector.</summary>
internal interface ISourceLearner
{
    /// <summary>S, the sources it tells apart; 0 when it does not say which of them a query may come from.</summary>
    int SourceCount { get; }

    /// <summary>Forecasts one query.</summary>
    /// <param name="vector">The encoded query.</param>
    /// <param name="dimensions">0, 1, 2, … up to the length of <paramref name="vector"/>.</param>
    /// <param name="sums">Scratch: <see cref="RidgeModel.WidthOf"/> M endpoints.</param>
    /// <param name="sources">Takes the probability of each of S sources, 0 for those that hardly come into question; together 1.</param>
    /// <param name="logits">Takes M logits of success.</param>
    /// <param name="amounts">Takes M log amounts less their endpoint's mean.</param>
    void Forecast(ReadOnlySpan<float> vector, ReadOnlySpan<int> dimensions, Span<float> sums, Span<float> sources, Span<double> logits, Span<double> amounts);
}
