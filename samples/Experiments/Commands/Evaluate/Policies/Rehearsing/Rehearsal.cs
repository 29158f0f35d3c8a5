using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.Experiments.Terminals;
using Eccos.Observations;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>
/// Plays the comparison through on the training records, in batches and in streams, and takes for each setting and baseline the part of its predicted spend at
/// which the paper's claim is most likely to hold on as many queries as are to be tested:
/// <code>
/// share = argmax_s P(s)        P: ClaimChance of Eccos at part s of the baseline's predicted spend
/// </code>
/// S is read off the parabola over s that fits all parts best: single parts come out high or low by chance, and the luckiest would be taken for the best.
/// The predictions are those of learners that never saw the query, and the baselines of each half learn from the other half. Parts above 89.85 % are tried
/// too: a baseline may come dearer than it is predicted to.
/// </summary>
internal sealed class Rehearsal(EvaluateSettings settings, ModelPool pool, IReadOnlyList<QAServeRecord> records, ITextEncoder encoder, TestForecast forecast)
{
    private const int Samples = 200;

    /// <summary>Orders are drawn until so many decisions of a policy are rehearsed: few queries hang more on their order.</summary>
    private const int Decisions = 4000;

    /// <summary>Few windows take most of the time to be closed further, and nothing that is read off the parabola depends on it.</summary>
    private const double RelativeGap = 5e-3;

    private static readonly double[] _shares = [0.5, 0.55, 0.6, 0.65, 0.7, 0.74, 0.78, 0.81, 0.84, 0.86, 0.88, 0.9, 0.93, 0.97];

    /// <summary>The part of the spend of each published-style baseline in each setting.</summary>
    public async Task<IReadOnlyList<RehearsedShare>> SharesAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var sought = Enum.GetValues<RoutingSetting>().SelectMany(setting => PublishedBaselines.Names.Select(name => (Setting: setting, Baseline: name)));
        if (forecast.OutOfFold is not { } outOfFold)
            return [.. sought.Select(of => Unrehearsed(of.Setting, of.Baseline))];
        var split = new QuerySplit(0.5, settings.Source.Seed);
        int[][] halves = [Half(held: false), Half(held: true)];
        int[] Half(bool held) => [.. Enumerable.Range(0, records.Count).Where(i => split.IsHeldOut(records[i].Query) == held)];

        var choices = new RehearsedChoices(OutcomeTable.Create(pool, records), outOfFold);
        var orders = settings with { Seeds = Math.Min(settings.Seeds, (Decisions + records.Count - 1) / records.Count), RelativeGap = RelativeGap };
        foreach (var (place, half) in halves.Index())
        {
            var (part, rest) = (outOfFold.Rows(half), halves[1 - place]);
            var own = new TestForecast(part, part.Costs(pool), [], outOfFold.Rows(rest));
            var rehearsed = new RehearsedHalf(orders, pool, [.. rest.Select(i => records[i])], encoder, own);
            choices.Add(half, await rehearsed.RunAsync(_shares, new PartProgress(progress, place, halves.Length), cancellationToken));
        }

        var chance = new ClaimChance(forecast.Queries.Count, Samples, settings.Source.Seed);
        return [.. sought.Select(of => MostLikely(of.Setting, of.Baseline, choices, chance))];
    }

    private static RehearsedShare MostLikely(RoutingSetting setting, string baseline, RehearsedChoices choices, ClaimChance chance)
    {
        var theirs = choices.Yield(setting, baseline, null);
        RehearsedYield[] ours = [.. _shares.Select(share => choices.Yield(setting, baseline, share))];
        double[] success = [.. ours.Select(yield => (yield.Success.Sum() / theirs.Success.Sum()) - 1)];
        var parabola = MathNet.Numerics.Fit.PolynomialFunc(_shares, success, 2);
        return _shares
            .Select((share, k) => new RehearsedShare(setting, baseline, share, chance.Of(ours[k], theirs, share, parabola(share) - success[k])))
            .Where(rehearsed => double.IsFinite(rehearsed.Chance!.Value))
            .MaxBy(rehearsed => rehearsed.Chance) ?? Unrehearsed(setting, baseline);
    }

    // Without predictions to rehearse on, or against a baseline that is free: the claim names no part of nothing.
    private static RehearsedShare Unrehearsed(RoutingSetting setting, string baseline) => new(setting, baseline, PaperClaim.ShareOfSpend, null);
}
