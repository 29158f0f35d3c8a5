namespace Eccos.QAServe;

/// <summary>
/// A mixture of at most two single endpoints: a part w of the queries goes to the cheaper one, the rest to the dearer one. The best one that
/// spends s lies on the upper hull of the points (cost, success):
/// <code>
/// maximise  w q_a + (1 - w) q_b    subject to  w c_a + (1 - w) c_b at most s
/// </code>
/// </summary>
/// <param name="Cheaper">a, the place of the cheaper endpoint.</param>
/// <param name="Dearer">b, the place of the dearer endpoint; the same place when one alone is best.</param>
/// <param name="WeightOfCheaper">w, 0 to 1.</param>
/// <param name="CostUsd">USD per query.</param>
/// <param name="Success">The mean score.</param>
public sealed record EndpointMixture(int Cheaper, int Dearer, double WeightOfCheaper, double CostUsd, double Success)
{
    /// <summary>The best mixture at a spend.</summary>
    /// <param name="singles">What each endpoint alone costs and yields; at least one.</param>
    /// <param name="spendUsd">USD per query.</param>
    /// <returns>The mixture; at less than the cheapest endpoint costs, that endpoint alone.</returns>
    public static EndpointMixture Best(IReadOnlyList<SpendingPoint> singles, double spendUsd)
    {
        ArgumentNullException.ThrowIfNull(singles);
        if (singles.Count == 0)
            throw new ArgumentException("There are no endpoints.", nameof(singles));
        var cheapest = Enumerable.Range(0, singles.Count).MinBy(j => (singles[j].CostUsd, -singles[j].Success));
        var best = Alone(cheapest, singles[cheapest]);
        for (var a = 0; a < singles.Count; a++)
        {
            if (singles[a].CostUsd > spendUsd)
                continue;
            if (singles[a].Success > best.Success)
                best = Alone(a, singles[a]);
            for (var b = 0; b < singles.Count; b++)
            {
                if (singles[a].CostUsd >= spendUsd || singles[b].CostUsd <= spendUsd)
                    continue;
                var w = (singles[b].CostUsd - spendUsd) / (singles[b].CostUsd - singles[a].CostUsd);
                var success = singles[a].Success + ((1 - w) * (singles[b].Success - singles[a].Success));
                if (success > best.Success)
                    best = new EndpointMixture(a, b, w, spendUsd, success);
            }
        }

        return best;
    }

    private static EndpointMixture Alone(int j, SpendingPoint point) => new(j, j, 1, point.CostUsd, point.Success);
}
