using System.Numerics.Tensors;

namespace Eccos.QAServe;

/// <summary>
/// k-means by S. Lloyd (IEEE Transactions on Information Theory 28, 1982), begun at centres drawn with chance proportional to the squared distance
/// from those already drawn (D. Arthur and S. Vassilvitskii, SODA 2007):
/// <code>
/// minimise  sum_i |x_i - centre(i)|^2        x_i: feature vectors; centre(i): the nearest of k centres
/// </code>
/// </summary>
internal sealed class KMeans
{
    private const int MaxRounds = 100;
    private readonly float[][] _centres;

    private KMeans(float[][] centres, int[] assigned) => (_centres, Assigned) = (centres, assigned);

    /// <summary>The number of centres: k, or fewer when there are fewer distinct vectors.</summary>
    public int Count => _centres.Length;

    /// <summary>The cluster of each vector.</summary>
    public IReadOnlyList<int> Assigned { get; }

    public static KMeans Fit(TextFeatures x, int k, int seed, CancellationToken cancellationToken)
    {
        var centres = Begin(x, k, new Random(seed));
        var assigned = new int[x.Count];
        for (var round = 0; round < MaxRounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var moved = round == 0;
            for (var i = 0; i < x.Count; i++)
            {
                var nearest = Nearest(centres, x[i]).Centre;
                moved |= nearest != assigned[i];
                assigned[i] = nearest;
            }

            if (!moved)
                break;
            Move(centres, x, assigned);
        }

        return new KMeans(centres, assigned);
    }

    /// <summary>The cluster whose centre is nearest.</summary>
    public int Nearest(ReadOnlySpan<float> vector) => Nearest(_centres, vector).Centre;

    private static float[][] Begin(TextFeatures x, int k, Random random)
    {
        var centres = new List<float[]> { x[random.Next(x.Count)].ToArray() };
        var distance = new double[x.Count];
        Array.Fill(distance, double.PositiveInfinity);
        while (centres.Count < k)
        {
            for (var i = 0; i < x.Count; i++)
                distance[i] = Math.Min(distance[i], Nearest([centres[^1]], x[i]).Distance);
            var left = random.NextDouble() * distance.Sum();
            if (left == 0)
                break;
            var drawn = Array.FindIndex(distance, d => (left -= d) < 0);
            centres.Add(x[drawn >= 0 ? drawn : Array.FindLastIndex(distance, d => d > 0)].ToArray());
        }

        return [.. centres];
    }

    private static (int Centre, double Distance) Nearest(float[][] centres, ReadOnlySpan<float> vector)
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (var c = 0; c < centres.Length; c++)
        {
            double distance = TensorPrimitives.Distance(centres[c], vector);
            if (distance < least)
                (best, least) = (c, distance);
        }

        return (best, least * least);
    }

    // A centre that no vector is nearest to stays where it is.
    private static void Move(float[][] centres, TextFeatures x, int[] assigned)
    {
        foreach (var (c, members) in assigned.Index().GroupBy(entry => entry.Item, entry => entry.Index).Select(group => (group.Key, group.ToArray())))
        {
            var centre = new float[x.Dimension];
            foreach (var i in members)
                TensorPrimitives.Add(centre, x[i], centre);
            TensorPrimitives.Divide(centre, members.Length, centre);
            centres[c] = centre;
        }
    }
}
