using System.Runtime.InteropServices;

namespace Eccos.Optimization;

/// <summary>
/// The queries of a problem by kind. Queries of one kind have the same costs, qualities, tokens, endpoints and groups, so that it only matters how
/// many of them an endpoint serves: a program has one count in 0..n_k for each kind and endpoint instead of n_k copies of the same zeros and ones, whose symmetry
/// no solver sees through.
/// </summary>
internal sealed class QueryKinds
{
    private readonly int[][] _members;

    private QueryKinds(int[][] members) => _members = members;

    public int Count => _members.Length;

    /// <summary>The queries of a kind, in order.</summary>
    public ReadOnlySpan<int> Members(int kind) => _members[kind];

    /// <summary>The first query of a kind: the one all others are like.</summary>
    public int First(int kind) => _members[kind][0];

    /// <summary>n_k.</summary>
    public int Size(int kind) => _members[kind].Length;

    public static QueryKinds Of(AssignmentProblem problem)
    {
        var groups = GroupsOf(problem);
        var kinds = new Dictionary<int, List<List<int>>>();
        var inOrder = new List<List<int>>();
        for (var i = 0; i < problem.QueryCount; i++)
        {
            var code = Hash(problem, i);
            if (!kinds.TryGetValue(code, out var alike))
                kinds.Add(code, alike = []);
            if (alike.Find(kind => AreAlike(problem, groups, kind[0], i)) is { } known)
            {
                known.Add(i);
                continue;
            }

            List<int> first = [i];
            alike.Add(first);
            inOrder.Add(first);
        }

        return new QueryKinds([.. inOrder.Select(kind => kind.ToArray())]);
    }

    /// <summary>The groups with limits that each query is in.</summary>
    internal static List<int>[] GroupsOf(AssignmentProblem problem)
    {
        if (problem.Groups.Count == 0)
            return [];
        var groups = Enumerable.Range(0, problem.QueryCount).Select(_ => new List<int>()).ToArray();
        for (var k = 0; k < problem.Groups.Count; k++)
        {
            if (problem.Groups[k] is not { QualityFloor: null, Budget: null })
            {
                foreach (var i in problem.Groups[k].Queries)
                    groups[i].Add(k);
            }
        }

        return groups;
    }

    private static bool AreAlike(AssignmentProblem problem, List<int>[] groups, int a, int b)
    {
        var m = problem.EndpointCount;
        return problem.Cost.Row(a).SequenceEqual(problem.Cost.Row(b))
            && problem.Quality.Row(a).SequenceEqual(problem.Quality.Row(b))
            && (problem.Tokens is not { } tokens || tokens.Row(a).SequenceEqual(tokens.Row(b)))
            && (problem.Eligible.Length == 0 || problem.Eligible.Span.Slice(a * m, m).SequenceEqual(problem.Eligible.Span.Slice(b * m, m)))
            && (groups.Length == 0 || groups[a].SequenceEqual(groups[b]));
    }

    private static int Hash(AssignmentProblem problem, int i)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(problem.Cost.Row(i)));
        hash.AddBytes(MemoryMarshal.AsBytes(problem.Quality.Row(i)));
        if (problem.Tokens is { } tokens)
            hash.AddBytes(MemoryMarshal.AsBytes(tokens.Row(i)));
        return hash.ToHashCode();
    }
}
