namespace Eccos.Optimization;

/// <summary>The limit of a stream that has a price, in one form for both objectives: the average of y is to be at least tau, and o is minimised.</summary>
internal enum PricedLimit
{
    /// <summary>Neither: o alone decides, the cost or the quality.</summary>
    None,

    /// <summary>The floor, where the least cost is striven for: y = a, tau = alpha, o = c.</summary>
    Floor,

    /// <summary>The budget, where the best quality is striven for: y = -c, tau = -b, o = -a.</summary>
    Budget,
}
