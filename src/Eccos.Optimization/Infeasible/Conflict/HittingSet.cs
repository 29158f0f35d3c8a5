namespace Eccos.Optimization;

/// <summary>The smallest set that has an element of every given set, by iterative deepening.</summary>
internal static class HittingSet
{
    /// <param name="sets">What is to be hit, none of them empty.</param>
    /// <param name="most">The most elements.</param>
    /// <returns>The elements; <see langword="null"/> when more would be needed.</returns>
    public static int[]? Smallest(IReadOnlyList<IReadOnlyCollection<int>> sets, int most)
    {
        for (var size = 0; size <= most; size++)
        {
            if (Extend([], size) is { } found)
                return found;
        }

        return null;

        int[]? Extend(int[] chosen, int left)
        {
            if (sets.FirstOrDefault(set => !set.Any(chosen.Contains)) is not { } open)
                return chosen;
            if (left == 0)
                return null;
            foreach (var element in open.Order())
            {
                if (Extend([.. chosen, element], left - 1) is { } found)
                    return found;
            }

            return null;
        }
    }
}
