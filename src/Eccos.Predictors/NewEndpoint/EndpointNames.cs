namespace Eccos.Predictors;

/// <summary>
/// How alike the names of endpoints are: the cosine of their words, each weighed by how few names it stands in. Makers name the models of one
/// family alike, and these err alike and are as wordy as each other, whatever their prices and sizes.
/// </summary>
internal static class EndpointNames
{
    private const int ShortestWord = 2;

    /// <summary>The similarities, 0 to 1, of all endpoints; 1 of each to itself.</summary>
    /// <param name="endpoints">The endpoints.</param>
    public static double[,] Similarity(IReadOnlyList<Endpoint> endpoints)
    {
        HashSet<string>[] words = [.. endpoints.Select(endpoint => Words(endpoint.Name))];
        var weights = words.SelectMany(own => own).GroupBy(word => word, StringComparer.Ordinal)
            .ToDictionary(word => word.Key, word => Math.Pow(Math.Log((endpoints.Count + 1.0) / word.Count()), 2), StringComparer.Ordinal);
        var norms = Array.ConvertAll(words, own => Math.Sqrt(own.Sum(word => weights[word])));
        var similarity = new double[words.Length, words.Length];
        for (var a = 0; a < words.Length; a++)
        {
            similarity[a, a] = 1;
            for (var b = 0; b < a; b++)
            {
                var common = words[a].Where(words[b].Contains).Sum(word => weights[word]);
                similarity[a, b] = similarity[b, a] = common > 0 ? common / (norms[a] * norms[b]) : 0;
            }
        }

        return similarity;
    }

    /// <summary>The runs of letters of a name, without regard to case: "llama" and "instruct" of "Llama-3.1-8B-Instruct".</summary>
    private static HashSet<string> Words(string name)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var start = 0; start < name.Length; start++)
        {
            var end = start;
            while (end < name.Length && char.IsLetter(name[end]))
                end++;
            if (end - start >= ShortestWord)
                words.Add(name[start..end].ToLowerInvariant());
            start = end;
        }

        return words;
    }
}
