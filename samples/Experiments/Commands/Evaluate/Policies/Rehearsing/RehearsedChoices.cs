using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.Experiments.Scheduling;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>What was decided in a rehearsal, the halves put together again: the endpoint of every training query by each policy, in each order.</summary>
/// <param name="outcomes">The labels of the training records.</param>
/// <param name="predicted">What learners that never saw them predict of the training queries.</param>
internal sealed class RehearsedChoices(OutcomeTable outcomes, PredictedQueries predicted)
{
    private readonly Dictionary<(RoutingSetting Setting, string Baseline, double? Share), int[][]> _endpointOf = [];
    private readonly QueryEndpointMatrix _costUsd = predicted.Costs(outcomes.Pool);

    /// <summary>Takes the decisions of one half.</summary>
    /// <param name="half">The places of its queries.</param>
    /// <param name="decided">The baselines, and Eccos against them.</param>
    public void Add(int[] half, IEnumerable<DecidedRun> decided)
    {
        foreach (var (plan, runs) in decided)
        {
            var key = (plan.Setting, plan.Against ?? runs[0].Policy, plan.Asked);
            if (!_endpointOf.TryGetValue(key, out var endpointOf))
                _endpointOf[key] = endpointOf = [.. runs.Select(_ => new int[outcomes.QueryCount])];
            foreach (var (order, run) in runs.Index())
            {
                foreach (var (k, i) in half.Index())
                    endpointOf[order][i] = run.EndpointOf[k];
            }
        }
    }

    /// <summary>What a policy yields on all training queries.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="baseline">The baseline.</param>
    /// <param name="share">The part of its spend that Eccos was given; null for the baseline itself.</param>
    public RehearsedYield Yield(RoutingSetting setting, string baseline, double? share) =>
        RehearsedYield.Of(_endpointOf[(setting, baseline, share)], outcomes, predicted.Prediction.Success, _costUsd);
}
