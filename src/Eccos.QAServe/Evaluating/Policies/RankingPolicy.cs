namespace Eccos.QAServe;

/// <summary>
/// Decides query by query, as published routers do: a belief says how likely each endpoint succeeds, a rule puts the endpoints in order, and
/// the query takes the first that has a slot left. Those that come late find the better ones full.
/// </summary>
internal sealed class RankingPolicy(string name, ISuccessBelief belief, IRankingRule rule) : IRoutingPolicy
{
    public string Name => name;

    public async ValueTask<IReadOnlyList<int>> ChooseAsync(RoutingBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var success = await belief.OfAsync(batch, cancellationToken).ConfigureAwait(false);
        int?[] free = [.. batch.FreeSlots];
        var (chosen, order) = (new int[batch.Queries.Count], new int[free.Length]);
        for (var i = 0; i < chosen.Length; i++)
        {
            for (var j = 0; j < order.Length; j++)
                order[j] = j;
            rule.Rank(success.Row(i), batch.CostUsd.Row(i), batch.Position + i, order);
            var rank = Array.FindIndex(order, j => free[j] is not 0);
            chosen[i] = rank >= 0 ? order[rank] : Assignment.Unassigned;
            if (rank >= 0)
                free[order[rank]]--;
        }

        return chosen;
    }
}
