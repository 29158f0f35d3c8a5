namespace Eccos.Optimization;

/// <summary>Turns the result of a formulation into the assignment a host sees.</summary>
internal static class AssignmentReport
{
    public static Assignment Of(Formulation formulation, MipResult result)
    {
        if (result.EndpointOf is not { } endpointOf)
        {
            return new Assignment
            {
                Status = result.Status,
                StopReason = result.StopReason,
                EndpointOf = [.. Enumerable.Repeat(Assignment.Unassigned, formulation.Problem.QueryCount)],
            };
        }

        var use = new LimitCheck(formulation, endpointOf);
        var problem = formulation.Problem;
        var value = problem.QualityWeight * use.TotalQuality;
        var objective = problem.Objective switch
        {
            Objective.LeastCost => use.Cost,
            Objective.BestQuality => use.Quality,
            _ => use.Cost - value,
        };
        return new Assignment
        {
            Status = result.Status,
            StopReason = result.StopReason,
            EndpointOf = Array.AsReadOnly(endpointOf),
            Cost = use.Cost,
            Quality = use.Quality,
            Objective = objective,
            Bound = problem.Objective == Objective.BestQuality
                ? Math.Min(1, Math.Max(result.Bound / Math.Max(1, use.Served), use.Quality))
                : Math.Min(result.Bound, objective),
            Scale = problem.Objective == Objective.WeightedSum ? use.Cost + value : 0,
            ShadowPrices = result.ShadowPrices,
            BindingLimits = BindingLimits.Of(formulation, endpointOf, use),
        };
    }
}
