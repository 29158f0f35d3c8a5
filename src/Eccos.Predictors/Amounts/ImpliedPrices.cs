namespace Eccos.Predictors;

/// <summary>
/// The prices that recorded costs imply where output tokens were recorded too, by non-negative least squares in two unknowns:
/// <code>
/// minimise sum_i (c_i - p_in * in_i - p_out * out_i)^2      p_in, p_out at least 0
/// </code>
/// A host without the endpoint's list prices still gets a cost that follows the predicted tokens.
/// </summary>
internal static class ImpliedPrices
{
    /// <param name="set">The records.</param>
    /// <param name="endpoint">The endpoint's column.</param>
    /// <param name="overhead">The mean prompt of the endpoint around the query, in tokens; NaN where not recorded.</param>
    /// <param name="tokens">The queries' own tokens, for prompts without recorded ones.</param>
    /// <returns>USD per input and per output token; NaN where no cost stands beside the tokens.</returns>
    public static (double Input, double Output) Fit(TrainingSet set, int endpoint, double overhead, QueryTokens tokens)
    {
        double ii = 0, io = 0, oo = 0, ic = 0, oc = 0;
        var rows = 0;
        for (var i = 0; i < set.Records.Count; i++)
        {
            var cost = set.CostUsd[i, endpoint];
            var output = set.OutputTokens[i, endpoint];
            if (double.IsNaN(cost) || double.IsNaN(output))
                continue;
            var recorded = set.InputTokens[i, endpoint];
            var input = double.IsNaN(recorded) ? AmountModel.PromptTokens(tokens.Of(set.Records[i]), overhead) : recorded;
            rows++;
            ii += input * input;
            io += input * output;
            oo += output * output;
            ic += input * cost;
            oc += output * cost;
        }

        if (rows == 0)
            return (double.NaN, double.NaN);
        var determinant = (ii * oo) - (io * io);
        if (determinant > 1e-9 * ii * oo)
        {
            var (input, output) = (((ic * oo) - (oc * io)) / determinant, ((oc * ii) - (ic * io)) / determinant);
            if (input >= 0 && output >= 0)
                return (input, output);
        }

        // On an edge of the allowed quadrant: the better of one price alone.
        var inputAlone = ii > 0 ? ic / ii : 0;
        var outputAlone = oo > 0 ? oc / oo : 0;
        return inputAlone * ic > outputAlone * oc ? (inputAlone, 0) : (0, outputAlone);
    }
}
