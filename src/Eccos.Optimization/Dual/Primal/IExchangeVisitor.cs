namespace Eccos.Optimization;

/// <summary>Looks at exchanges one after another. A struct, so that the search is compiled for it and nothing is allocated for each.</summary>
internal interface IExchangeVisitor
{
    /// <summary>Exchanges whose regret grows by more are of no interest; may fall as better ones are found.</summary>
    double RegretBudget { get; }

    /// <summary>Looks at one.</summary>
    /// <param name="exchange">The moves.</param>
    /// <param name="relief">By how much the violation of limits falls.</param>
    void Visit(in Exchange exchange, double relief);
}
