namespace Eccos.QAServe;

/// <summary>A question that an endpoint did not answer in this run; the next run asks it again.</summary>
/// <param name="Item">The item's id.</param>
/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record CollectFailure(string Item, string Endpoint, string Reason);
