using Eccos;
using Eccos.Observations;

namespace QuickStart.Data;

/// <summary>What really became of a query on an endpoint.</summary>
/// <param name="Correct">0 to 1.</param>
/// <param name="CostUsd">As recorded, or else from recorded tokens and the endpoint's prices; null when neither is there.</param>
internal sealed record Labels(double Correct, double? CostUsd)
{
    /// <summary>The labels of a record for an endpoint; null when it was not asked.</summary>
    public static Labels? Find(QAServeRecord record, Endpoint endpoint)
    {
        if (record.Outputs.FirstOrDefault(output => output.Endpoint == endpoint.Name) is not { } output)
            return null;
        var cost = output.CostUsd;
        if (cost is null && endpoint.Prices is { } prices && (output.InputTokens ?? record.InputTokens) is { } input && output.OutputTokens is { } tokens)
            cost = prices.CostUsd(input, tokens);
        return new Labels(output.Correct, cost);
    }
}
