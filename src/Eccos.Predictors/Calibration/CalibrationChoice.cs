namespace Eccos.Predictors;

/// <summary>Chooses between Platt's and isotonic calibration, pooled over all endpoints, by log-loss on folds that neither was fitted to.</summary>
internal static class CalibrationChoice
{
    /// <param name="logits">Out-of-fold logits of the labelled pairs.</param>
    /// <param name="success">Their scores.</param>
    /// <param name="fold">Their folds, 0 to <paramref name="folds"/> - 1.</param>
    /// <param name="folds">The number of folds.</param>
    public static ICalibration Fit(double[] logits, double[] success, int[] fold, int folds)
    {
        if (logits.Length == 0)
            return PlattScaling.Identity;
        double platt = 0, isotonic = 0;
        for (var f = 0; f < folds; f++)
        {
            var (x, y) = Select(logits, success, fold, other => other != f);
            var (heldX, heldY) = Select(logits, success, fold, other => other == f);
            platt += Loss(PlattScaling.Fit(x, y), heldX, heldY);
            isotonic += Loss(IsotonicCalibration.Fit(x, y), heldX, heldY);
        }

        return isotonic < platt ? IsotonicCalibration.Fit(logits, success) : PlattScaling.Fit(logits, success);
    }

    private static (double[] Logits, double[] Success) Select(double[] logits, double[] success, int[] fold, Func<int, bool> taken)
    {
        int[] places = [.. Enumerable.Range(0, logits.Length).Where(k => taken(fold[k]))];
        return (Array.ConvertAll(places, k => logits[k]), Array.ConvertAll(places, k => success[k]));
    }

    private static double Loss(ICalibration calibration, double[] logits, double[] success)
    {
        var loss = 0.0;
        for (var k = 0; k < logits.Length; k++)
        {
            var p = calibration.Probability(logits[k]);
            loss -= (success[k] * Math.Log(p)) + ((1 - success[k]) * Math.Log(1 - p));
        }

        return loss;
    }
}
