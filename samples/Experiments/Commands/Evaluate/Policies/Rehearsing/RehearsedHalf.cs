using Eccos.Experiments.Commands.Evaluate.Deciding;
using Eccos.Observations;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Evaluate.Policies;

/// <summary>The comparison on one half of the training records, as it will be on the test records: the baselines learn from the other half, and streams start from it.</summary>
/// <param name="settings">The options of the run.</param>
/// <param name="pool">The endpoints.</param>
/// <param name="others">The records of the other half.</param>
/// <param name="encoder">Gives the text features of neighbours and clusters.</param>
/// <param name="forecast">What learners that never saw them predict of the queries of the half, and of the others.</param>
internal sealed class RehearsedHalf(EvaluateSettings settings, ModelPool pool, IReadOnlyList<QAServeRecord> others, ITextEncoder encoder, TestForecast forecast)
{
    /// <summary>Runs the published-style baselines, and Eccos at parts of what each spends.</summary>
    /// <param name="shares">The parts.</param>
    /// <param name="progress">Told the part that is done.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public async Task<IReadOnlyList<DecidedRun>> RunAsync(IReadOnlyList<double> shares, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var training = TrainingSet.Create(pool, others);
        var baselines = await BaselinePolicies.CreateAsync(training, EndpointMeans.Of(others, pool), encoder, settings.Source.Seed, cancellationToken);
        var runner = PolicyRunner.Of(settings, pool, forecast.Test, forecast.WarmUp(settings));
        var theirs = await runner.RunAsync(BaselinePlan.Create(settings, baselines.Published), null, cancellationToken);
        var spending = new SpendPlan(settings, theirs, new StreamingPolicies(settings, pool), forecast);
        PlannedRun[] plans =
        [
            .. from setting in Enum.GetValues<RoutingSetting>()
               from baseline in baselines.Published
               from share in shares
               select spending.At(RunRole.Claim, setting, baseline, share),
        ];
        return [.. theirs, .. await runner.RunAsync(plans, progress, cancellationToken)];
    }
}
