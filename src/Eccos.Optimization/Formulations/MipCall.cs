namespace Eccos.Optimization;

/// <summary>One call of the optimizer: the problem as given, and where that is infeasible what the policy asks for.</summary>
/// <param name="problem">The problem.</param>
/// <param name="search">Solves its formulations.</param>
/// <param name="conflict">Finds the limits that conflict.</param>
internal sealed class MipCall(AssignmentProblem problem, Func<Formulation, MipResult> search, ConflictSearch conflict)
{
    public Assignment Solve()
    {
        var asGiven = Formulation.Of(problem);
        var result = search(asGiven);
        if (result.Status != AssignmentStatus.Infeasible)
            return AssignmentReport.Of(asGiven, result);
        var diagnosis = new Diagnosis(problem, search, conflict);
        var relaxed = problem.WhenInfeasible switch
        {
            InfeasiblePolicy.RelaxFloor => RelaxFloor(asGiven, diagnosis),
            InfeasiblePolicy.RelaxBudget => RelaxBudget(asGiven, diagnosis),
            InfeasiblePolicy.Defer => Defer(asGiven),
            _ => null,
        };
        return (relaxed ?? AssignmentReport.Of(asGiven, result)) with { Infeasibility = diagnosis.Explain() };
    }

    /// <summary>The best quality first, then the least cost at which it is reached.</summary>
    private Assignment? RelaxFloor(Formulation asGiven, Diagnosis diagnosis)
    {
        if (diagnosis.BestQuality is not { EndpointOf: { } endpointOf } first)
            return null;
        var floor = new LimitCheck(asGiven, endpointOf).Quality;
        var isBest = asGiven.Goal == Goal.BestQuality;
        return Then(first, asGiven with { Goal = isBest ? Goal.LeastCost : asGiven.Goal, QualityFloor = floor }, boundedByFirst: isBest);
    }

    /// <summary>The least cost first; where quality is striven for, then the best quality at that cost.</summary>
    private Assignment? RelaxBudget(Formulation asGiven, Diagnosis diagnosis)
    {
        if (diagnosis.LeastCost is not { EndpointOf: { } endpointOf } first)
            return null;
        var second = asGiven with { Budget = new LimitCheck(asGiven, endpointOf).Cost };
        return asGiven.Goal == Goal.LeastCost ? AssignmentReport.Of(second, first) : Then(first, second);
    }

    /// <summary>As many queries as possible first, then the goal over that number of queries.</summary>
    private Assignment? Defer(Formulation asGiven)
    {
        var first = search(asGiven with { Goal = Goal.MostServed });
        var served = first.EndpointOf?.Count(j => j != Assignment.Unassigned) ?? 0;
        return served == 0 && first.Status is AssignmentStatus.Optimal
            ? null
            : Then(first, asGiven with { Served = served });
    }

    /// <summary>The second goal among the assignments that are best for the first.</summary>
    /// <param name="first">The result of the first goal.</param>
    /// <param name="second">Keeps the first goal's value as a limit.</param>
    /// <param name="boundedByFirst">Whether the bound that is reported is that of the first goal.</param>
    private Assignment Then(MipResult first, Formulation second, bool boundedByFirst = false)
    {
        if (!first.IsFound)
            return AssignmentReport.Of(second, first);
        var result = search(second);
        if (!result.IsFound)
            result = new MipResult(AssignmentStatus.Feasible, result.StopReason, first.EndpointOf, double.NaN);
        if (first.Status != AssignmentStatus.Optimal && result.Status == AssignmentStatus.Optimal)
            result = result with { Status = first.Status, StopReason = first.StopReason };
        if (!boundedByFirst)
            return AssignmentReport.Of(second, result);
        return AssignmentReport.Of(second with { Goal = Goal.BestQuality }, result with { Bound = first.Bound });
    }
}
