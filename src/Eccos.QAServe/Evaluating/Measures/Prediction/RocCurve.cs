namespace Eccos.QAServe;

/// <summary>
/// The area under the ROC curve, by the rank sum of Mann and Whitney (1947):
/// <code>
/// AUC = (R - P (P + 1) / 2) / (P F)     R: sum of the ranks of the P successes among all, ties sharing their mean rank; F failures
/// </code>
/// </summary>
internal static class RocCurve
{
    /// <returns>0 to 1; null when there are no successes or no failures.</returns>
    public static double? Area(IReadOnlyList<(double Q, bool Success)> pairs)
    {
        (double Q, bool Success)[] sorted = [.. pairs.OrderBy(pair => pair.Q)];
        var p = sorted.LongCount(pair => pair.Success);
        var f = sorted.Length - p;
        if (p == 0 || f == 0)
            return null;
        var r = 0.0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            var successes = 0;
            for (end = start; end < sorted.Length && sorted[end].Q == sorted[start].Q; end++)
                successes += sorted[end].Success ? 1 : 0;
            r += successes * (start + 1 + end) / 2.0;
        }

        return (r - (p * (p + 1) / 2.0)) / ((double)p * f);
    }
}
