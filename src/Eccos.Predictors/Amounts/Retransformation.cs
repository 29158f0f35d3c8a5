namespace Eccos.Predictors;

/// <summary>
/// The way back from estimated logarithms z^ to amounts t_ij = exp(mu_j + z_ij), whose spread differs from endpoint to endpoint and from short
/// answers to long ones:
/// <code>
/// ln E[t_ij]     = mu_j + z^_ij + f_j(z^_ij)          at the middle of a bin f_j = ln (sum exp z / sum exp z^)
/// ln median t_ij = mu_j + z^_ij + h_j(z^_ij)          at the middle of a bin h_j = median of z - z^
/// </code>
/// with straight lines between the middles of bins of held-out estimates, equally many in each but for equal ones, which share a bin. f is then
/// moved so that the total of every endpoint is right. (N. Duan, "Smearing Estimate: A Nonparametric Retransformation Method", JASA 78, 1983, in the ratio form, bin by bin.)
/// </summary>
/// <param name="Knots">The middle of each bin, ascending: M rows of <see cref="Bins"/>.</param>
/// <param name="MeanShifts">f there.</param>
/// <param name="MedianShifts">h there.</param>
internal sealed record Retransformation(double[] Knots, double[] MeanShifts, double[] MedianShifts)
{
    public const int Bins = 8;

    /// <summary>With fewer estimates a bin, there are fewer bins.</summary>
    private const int FewestPerBin = 32;

    /// <summary>Of endpoints of which nothing is known: the amount is what its logarithm says.</summary>
    public static Retransformation None(int endpoints) => new(new double[endpoints * Bins], new double[endpoints * Bins], new double[endpoints * Bins]);

    /// <param name="labels">N x M labels z; NaN where there is none.</param>
    /// <param name="estimates">N x M held-out estimates z^.</param>
    /// <param name="endpoints">M.</param>
    public static Retransformation Fit(ReadOnlySpan<float> labels, ReadOnlySpan<double> estimates, int endpoints)
    {
        var fitted = None(endpoints);
        for (var j = 0; j < endpoints; j++)
        {
            var pairs = new List<(double Estimate, double Label)>();
            for (var k = j; k < labels.Length; k += endpoints)
            {
                if (!float.IsNaN(labels[k]))
                    pairs.Add((estimates[k], labels[k]));
            }

            if (pairs.Count > 0)
                fitted.Fit(j, pairs);
        }

        return fitted;
    }

    /// <summary>f_j(z^).</summary>
    public double MeanShift(int endpoint, double estimate) => At(MeanShifts, endpoint, estimate);

    /// <summary>h_j(z^).</summary>
    public double MedianShift(int endpoint, double estimate) => At(MedianShifts, endpoint, estimate);

    private void Fit(int endpoint, List<(double Estimate, double Label)> pairs)
    {
        pairs.Sort();
        var edges = Edges(pairs);
        for (var bin = 0; bin < Bins; bin++)
        {
            // Where there are fewer bins, the last one stands for the rest.
            var b = Math.Min(bin, edges.Count - 2);
            var part = pairs[edges[b]..edges[b + 1]];
            var place = (endpoint * Bins) + bin;
            Knots[place] = part[part.Count / 2].Estimate;
            MeanShifts[place] = Finite(Math.Log(part.Sum(pair => Math.Exp(pair.Label)) / part.Sum(pair => Math.Exp(pair.Estimate))));
            double[] residuals = [.. part.Select(pair => pair.Label - pair.Estimate).Order()];
            MedianShifts[place] = (residuals[(residuals.Length - 1) / 2] + residuals[residuals.Length / 2]) / 2;
        }

        var shift = Finite(Math.Log(pairs.Sum(pair => Math.Exp(pair.Label)) / pairs.Sum(pair => Math.Exp(pair.Estimate + MeanShift(endpoint, pair.Estimate)))));
        foreach (ref var f in MeanShifts.AsSpan(endpoint * Bins, Bins))
            f += shift;
    }

    /// <summary>Where bins begin and, last, end. None lies between equal estimates, whose order is that of their labels.</summary>
    private static List<int> Edges(List<(double Estimate, double Label)> pairs)
    {
        var bins = Math.Clamp(pairs.Count / FewestPerBin, 1, Bins);
        var edges = new List<int> { 0 };
        for (var b = 1; b < bins; b++)
        {
            var edge = b * pairs.Count / bins;
            while (edge < pairs.Count && pairs[edge].Estimate == pairs[edge - 1].Estimate)
                edge++;
            if (edge - edges[^1] >= FewestPerBin && pairs.Count - edge >= FewestPerBin)
                edges.Add(edge);
        }

        edges.Add(pairs.Count);
        return edges;
    }

    private double At(double[] shifts, int endpoint, double estimate)
    {
        var knots = Knots.AsSpan(endpoint * Bins, Bins);
        var values = shifts.AsSpan(endpoint * Bins, Bins);
        var b = 0;
        while (b < Bins && knots[b] < estimate)
            b++;
        if (b == 0 || b == Bins)
            return values[Math.Min(b, Bins - 1)];
        var part = (estimate - knots[b - 1]) / (knots[b] - knots[b - 1]);
        return values[b - 1] + (part * (values[b] - values[b - 1]));
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
