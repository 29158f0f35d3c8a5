namespace Eccos.Predictors.Tests;

/// <summary>k-nearest neighbours as the formula says it, in double precision, one label of one endpoint at a time.</summary>
internal sealed class NaiveKnn(TrainingSet set, Func<string, float[]> encode, NeighbourWeighting weighting)
{
    private readonly double[][] _vectors = [.. set.Records.Select(record => Unit(encode(record.Query)))];

    /// <summary>The endpoint's observations y with their weights, the K closest.</summary>
    public List<(double W, double Y)> Neighbours(string query, Func<int, double> label)
    {
        var e = Unit(encode(query));
        return
        [
            .. Enumerable.Range(0, set.Records.Count)
                .Where(i => !double.IsNaN(label(i)))
                .Select(i => (Cosine: e.Zip(_vectors[i], (x, y) => x * y).Sum(), Row: i))
                .OrderByDescending(entry => entry.Cosine).ThenBy(entry => entry.Row)
                .Take(weighting.Neighbours)
                .Select(entry => (Math.Exp((entry.Cosine - 1) / weighting.Temperature), label(entry.Row))),
        ];
    }

    public double Estimate(string query, Func<int, double> label, double mean)
    {
        var neighbours = Neighbours(query, label);
        return (neighbours.Sum(n => n.W * n.Y) + (weighting.Shrinkage * mean)) / (neighbours.Sum(n => n.W) + weighting.Shrinkage);
    }

    public double StandardError(string query, Func<int, double> label, double a)
    {
        var neighbours = Neighbours(query, label);
        var s = weighting.Shrinkage;
        var effective = Math.Pow(neighbours.Sum(n => n.W) + s, 2) / (neighbours.Sum(n => n.W * n.W) + s);
        return Math.Sqrt(a * (1 - a) / (effective + 1));
    }

    private static double[] Unit(float[] vector)
    {
        var norm = Math.Sqrt(vector.Sum(x => (double)x * x));
        return [.. vector.Select(x => x / norm)];
    }
}
