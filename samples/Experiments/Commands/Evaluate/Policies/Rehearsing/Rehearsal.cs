using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.Observations;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>
/// Plays the comparison through on the training records, and takes for each baseline the part of its spend at which the paper's claim is most
/// surely kept there:
/// <code>
/// share = argmax_s  min( (S(s) - 6.3 %) / e_S(s),  (-10.15 % - C(s)) / e_C(s) )
/// S, C: success and cost of Eccos at part s of the baseline's predicted spend, relative to the baseline's, less 1; e: their bootstrap standard errors
/// </code>
/// The predictions are those of learners that never saw the query, and the baselines of each half learn from the other half.
/// </summary>
internal sealed class Rehearsal(EvaluateSettings settings, ModelPool pool, IReadOnlyList<QAServeRecord> records, ITextEncoder encoder, TestForecast forecast)
{
    private const int Samples = 200;
    private static readonly double[] _shares = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.82, 0.84, 0.86, 0.88];

    /// <summary>The part of each published-style baseline's spend, by its name.</summary>
    public async Task<IReadOnlyDictionary<string, double>> SharesAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        if (forecast.OutOfFold is not { } outOfFold)
            return PublishedBaselines.Names.ToDictionary(name => name, _ => PaperClaim.ShareOfSpend);
        var outcomes = OutcomeTable.Create(pool, records);
        var split = new QuerySplit(0.5, settings.Source.Seed);
        int[][] halves = [Half(held: false), Half(held: true)];
        int[] Half(bool held) => [.. Enumerable.Range(0, records.Count).Where(i => split.IsHeldOut(records[i].Query) == held)];

        var endpointOf = new Dictionary<(string Baseline, double? Share), int[]>();
        foreach (var (place, half) in halves.Index())
        {
            var others = TrainingSet.Create(pool, halves[1 - place].Select(i => records[i]));
            var baselines = await BaselinePolicies.CreateAsync(others, EndpointMeans.Of(others.Records, pool), encoder, settings.Source.Seed, cancellationToken);
            var part = outOfFold.Rows(half);
            var runner = PolicyRunner.Of(settings with { Seeds = 1 }, pool, part, null);
            foreach (var run in await runner.RunAsync(Plan(baselines), null, cancellationToken))
            {
                var key = (run.Plan.Against!, run.Plan.Asked);
                if (!endpointOf.TryGetValue(key, out var chosen))
                    endpointOf[key] = chosen = new int[records.Count];
                foreach (var (k, i) in half.Index())
                    chosen[i] = run.Runs[0].EndpointOf[k];
            }

            progress.Report((place + 1.0) / halves.Length);
        }

        return PublishedBaselines.Names.ToDictionary(name => name, name =>
        {
            var theirs = Yield(endpointOf[(name, null)], outcomes);
            return _shares.MaxBy(share => Surety(Yield(endpointOf[(name, share)], outcomes), theirs));
        });
    }

    private IReadOnlyList<PlannedRun> Plan(BaselinePolicies baselines)
    {
        var optimizer = settings.CreateOptimizer();
        return
        [
            .. baselines.Published.SelectMany(baseline => _shares.Select(share => new PlannedRun(
                RunRole.Claim, RoutingSetting.Batch, settings.Capacity.Factor, () => RoutingPolicies.MatchedSpend("Eccos", optimizer, baseline, share), baseline.Name, share))
                .Prepend(new PlannedRun(RunRole.Baseline, RoutingSetting.Batch, settings.Capacity.Factor, () => baseline, baseline.Name))),
        ];
    }

    private double Surety(PolicyYield ours, PolicyYield theirs)
    {
        var change = PolicyComparison.Of(ours, theirs, Samples, settings.Source.Seed);
        return Math.Min(
            (change.Success - PaperClaim.Success) / Width(change.SuccessInterval),
            (PaperClaim.Cost - change.Cost) / Width(change.CostInterval));
    }

    // Of a normal distribution the interval is so many standard errors wide for every figure; only their ratio counts.
    private static double Width(ConfidenceInterval interval) => Math.Max(interval.Upper - interval.Lower, 1e-9);

    private PolicyYield Yield(int[] endpointOf, OutcomeTable outcomes) => new(
    [
        RunOutcome.Of(
            new RoutingRun
            {
                Policy = "rehearsal",
                Options = new ReplayOptions { Window = settings.Window, Capacity = settings.Capacity.Factor },
                Order = [.. Enumerable.Range(0, endpointOf.Length)],
                EndpointOf = endpointOf,
                PredictedSuccess = 0,
                PredictedCostUsd = 0,
                OverLimit = 0,
                DecisionTimes = [],
            },
            outcomes),
    ]);
}
