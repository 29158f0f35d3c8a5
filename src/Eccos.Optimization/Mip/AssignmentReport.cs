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
        var striving = formulation.Problem.Objective;
        return new Assignment
        {
            Status = result.Status,
            StopReason = result.StopReason,
            EndpointOf = Array.AsReadOnly(endpointOf),
            Cost = use.Cost,
            Quality = use.Quality,
            Objective = striving == Objective.LeastCost ? use.Cost : use.Quality,
            Bound = striving == Objective.LeastCost
                ? Math.Min(result.Bound, use.Cost)
                : Math.Min(1, Math.Max(result.Bound / Math.Max(1, use.Served), use.Quality)),
            ShadowPrices = result.ShadowPrices,
            BindingLimits = BindingLimits.Of(formulation, endpointOf),
        };
    }
}
