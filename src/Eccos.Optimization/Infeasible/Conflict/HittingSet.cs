namespace Eccos.Optimization;

/// <summary>The smallest set that has an element of every given set, by iterative deepening; sets that have none in common take an element each.</summary>
internal static class HittingSet
{
    /// <param name="sets">What is to be hit, none of them empty.</param>
    /// <param name="most">The most elements.</param>
    /// <param name="isTimeUp">Ends the search early.</param>
    /// <returns>The elements; <see langword="null"/> when more would be needed, or time ran out.</returns>
    public static int[]? Smallest(IReadOnlyList<IReadOnlyCollection<int>> sets, int most, Func<bool> isTimeUp)
    {
        for (var size = 0; size <= most; size++)
        {
            if (Extend([], size) is { } found)
                return found;
        }

        return null;

        int[]? Extend(int[] chosen, int left)
        {
            IReadOnlyCollection<int>[] open = [.. sets.Where(set => !set.Any(chosen.Contains))];
            if (open.Length == 0)
                return chosen;
            if (Disjoint(open) > left || isTimeUp())
                return null;
            foreach (var element in open[0].Order())
            {
                if (Extend([.. chosen, element], left - 1) is { } found)
                    return found;
            }

            return null;
        }
    }

    /// <summary>How many sets have no element in common, as many as are found one after another.</summary>
    private static int Disjoint(IEnumerable<IReadOnlyCollection<int>> sets)
    {
        var (count, seen) = (0, new HashSet<int>());
        foreach (var set in sets.Where(set => !seen.Overlaps(set)))
        {
            count++;
            seen.UnionWith(set);
        }

        return count;
    }
}
