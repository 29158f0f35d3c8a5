namespace Eccos.Predictors;

/// <summary>
/// Lets the history decide between the designs of probes: each known endpoint in turn is taken for one without history, estimated from the probes
/// that a design picks among half of the queries, and scored by log-loss on the other half. The optimal design is chosen where it is better by more
/// than a standard error, else the stratified one, which rests on fewer assumptions.
/// </summary>
/// <param name="known">The endpoints.</param>
/// <param name="logits">Out-of-sample logits of the history's queries x known endpoints.</param>
/// <param name="outcomes">Their outcomes; NaN where an endpoint was not asked.</param>
/// <param name="difficulty">How hard queries are beyond what their text tells.</param>
internal sealed class ProbeRehearsal(ModelPool known, QueryEndpointMatrix logits, QueryEndpointMatrix outcomes, QueryDifficulty difficulty)
{
    private const int Probes = 16;
    private const int Halves = 4;
    private const int MostQueries = 1000;
    private const int FewestQueries = 8 * Probes;
    private const int FewestEndpoints = 3;

    /// <summary>The better design; the stratified one when there are too few queries or endpoints to tell.</summary>
    public ProbeDesign Choose()
    {
        if (known.Count < FewestEndpoints)
            return ProbeDesign.Stratified;
        var gains = new double[known.Count * Halves];
        Parallel.For(0, gains.Length, trial => gains[trial] = Gain(trial));
        var mean = gains.Average();
        var standardError = Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Length - 1) / gains.Length);
        return mean > standardError ? ProbeDesign.Optimal : ProbeDesign.Stratified;
    }

    /// <summary>By how much the optimal design's loss is less in one trial.</summary>
    private double Gain(int trial)
    {
        var (rows, left) = (Rows(trial), trial / Halves);
        if (rows.Length < FewestQueries)
            return 0;
        var (model, prior) = Without(left, rows);
        return Loss(ProbeDesign.Stratified, left, rows, model, prior) - Loss(ProbeDesign.Optimal, left, rows, model, prior);
    }

    /// <summary>The queries of a trial that its endpoint was asked, shuffled: the first half gives probes.</summary>
    private int[] Rows(int trial)
    {
        int[] rows = [.. Enumerable.Range(0, logits.QueryCount).Where(i => !double.IsNaN(outcomes[i, trial / Halves]))];
        new Random(trial).Shuffle(rows);
        return rows[..Math.Min(rows.Length, MostQueries)];
    }

    private (CapabilityModel Model, EndpointVector Prior) Without(int left, int[] rows)
    {
        int[] kept = [.. Enumerable.Range(0, known.Count).Where(j => j != left)];
        var model = new CapabilityModel(Of(logits), Of(outcomes), difficulty);
        return (model, model.Prior([.. kept.Select(j => known[j])], known[left]));

        QueryEndpointMatrix Of(QueryEndpointMatrix values) => new([.. rows.SelectMany(i => kept.Select(j => values[i, j]))], kept.Length);
    }

    private double Loss(ProbeDesign design, int left, int[] rows, CapabilityModel model, EndpointVector prior)
    {
        var half = rows.Length / 2;
        var probes = ProbeSelection.Select(design, model, [.. Enumerable.Range(0, half)], Probes);
        var vector = model.Posterior(prior, [.. probes.Select(row => model.Evidence(row, outcomes[rows[row], left]))]);
        var loss = 0.0;
        for (var row = half; row < rows.Length; row++)
        {
            var (mean, variance) = vector.Logit(model.Features[row].AsSpan(0, model.PredictedDimension));
            var a = Math.Clamp(Logistic.MeanSigmoid(mean, variance), Logistic.Margin, 1 - Logistic.Margin);
            var y = outcomes[rows[row], left];
            loss -= ((y * Math.Log(a)) + ((1 - y) * Math.Log(1 - a))) / (rows.Length - half);
        }

        return loss;
    }
}
