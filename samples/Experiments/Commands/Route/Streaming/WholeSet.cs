using Eccos.Experiments.Scheduling;
using Eccos.Optimization;

namespace Eccos.Experiments.Commands.Route.Streaming;

/// <summary>The optimum that knows all queries beforehand.</summary>
internal sealed class WholeSet(QueryEndpointMatrix cost, QueryEndpointMatrix quality)
{
    private readonly DualGuidedOptimizer _optimizer = new(new DualGuidedOptimizerOptions { RelativeGap = 1e-5 });

    /// <summary>The queries as the scheduler sees them, their success corrected by what is known of the errors.</summary>
    public static WholeSet Of(PredictedQueries queries, ModelPool pool) => new(queries.Costs(pool), queries.Prediction.Corrected().Success);

    public QueryEndpointMatrix Cost => cost;

    public QueryEndpointMatrix Quality => quality;

    /// <summary>The cheapest assignment that reaches an average success; the best there is when that is out of reach.</summary>
    public Assignment At(double floor) => _optimizer.Solve(new AssignmentProblem(cost, quality)
    {
        // The average of choices in another order may differ in its last digits.
        QualityFloor = Math.Max(0, floor - 1e-12),
        WhenInfeasible = InfeasiblePolicy.RelaxFloor,
    });

    /// <summary>A part of the queries.</summary>
    public WholeSet Part(IReadOnlyList<int> places) => new(Rows(cost, places), Rows(quality, places));

    private static QueryEndpointMatrix Rows(QueryEndpointMatrix matrix, IReadOnlyList<int> places)
    {
        var values = new double[places.Count * matrix.EndpointCount];
        for (var i = 0; i < places.Count; i++)
            matrix.Row(places[i]).CopyTo(values.AsSpan(i * matrix.EndpointCount));
        return new QueryEndpointMatrix(values, matrix.EndpointCount);
    }
}
