namespace Eccos.Predictors;

/// <summary>Lets the neighbours of a query vote. An endpoint's K nearest observations count; a neighbour that did not ask it is passed over, never read as 0.</summary>
internal static class NeighbourVotes
{
    /// <param name="memory">The observations.</param>
    /// <param name="neighbours">The query's neighbours, the closest first.</param>
    /// <param name="label">What they vote on.</param>
    /// <param name="weighting">K and the similarity weight.</param>
    /// <param name="except">A row that does not vote, for leave-one-out; -1 for none.</param>
    /// <param name="votes">One vote per endpoint.</param>
    public static void Collect(
        ObservationMemory memory,
        ReadOnlySpan<Neighbour> neighbours,
        Label label,
        NeighbourWeighting weighting,
        int except,
        Span<Vote> votes)
    {
        votes.Clear();
        Span<int> counts = stackalloc int[votes.Length <= 256 ? votes.Length : 0];
        if (counts.IsEmpty)
            counts = new int[votes.Length];
        counts.Clear();
        var open = votes.Length;
        foreach (var neighbour in neighbours)
        {
            if (open == 0)
                break;
            if (neighbour.Row == except)
                continue;
            var w = weighting.Weight(neighbour.Cosine);
            var y = memory.Labels(neighbour.Row, label);
            for (var j = 0; j < votes.Length; j++)
            {
                if (float.IsNaN(y[j]) || counts[j] >= weighting.Neighbours)
                    continue;
                votes[j] = votes[j].Add(w, y[j]);
                if (++counts[j] == weighting.Neighbours)
                    open--;
            }
        }
    }
}
