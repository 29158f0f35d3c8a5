namespace Eccos.Optimization;

/// <summary>Looks at one exchange.</summary>
internal delegate void ExchangeVisitor(in Exchange exchange);
