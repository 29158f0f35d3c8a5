using Google.OrTools.LinearSolver;
using OrSolver = Google.OrTools.LinearSolver.Solver;

namespace Eccos.Benchmarks.Solver;

/// <summary>The whole assignment, every x_ij a variable, in a solver of OR-Tools: what the dual-guided optimizer is compared with.</summary>
internal static class WholeProgram
{
    /// <summary>Builds and solves.</summary>
    /// <param name="problem">Least cost or best quality under workload limits, and what <see cref="Sources.BatchLimits"/> sets.</param>
    /// <param name="solver">The name OR-Tools gives the solver; GLOP solves the relaxation.</param>
    /// <param name="relativeGap">The gap at which it may stop.</param>
    /// <param name="timeLimit">How long it may take.</param>
    /// <returns>The objective in its unit, or NaN when nothing was found.</returns>
    public static double Solve(AssignmentProblem problem, string solver, double relativeGap, TimeSpan timeLimit)
    {
        var (n, m, isQuality) = (problem.QueryCount, problem.EndpointCount, problem.Objective == Objective.BestQuality);
        using var program = OrSolver.CreateSolver(solver);
        program.SuppressOutput();
        program.SetTimeLimit((long)timeLimit.TotalMilliseconds);

        // Costs in units of their mean, so that the solver's tolerances mean the same everywhere.
        var unit = 0.0;
        foreach (var cost in problem.Cost.Values)
            unit += cost / (n * m);
        using var objective = program.Objective();
        var x = new Variable[n, m];
        var slots = Enumerable.Range(0, m).Select(j => program.MakeConstraint(0, problem.WorkloadLimits![j]!.Value)).ToArray();
        for (var i = 0; i < n; i++)
        {
            var served = program.MakeConstraint(1, 1);
            for (var j = 0; j < m; j++)
            {
                x[i, j] = solver == "GLOP" ? program.MakeNumVar(0, 1, "") : program.MakeBoolVar("");
                objective.SetCoefficient(x[i, j], isQuality ? problem.Quality[i, j] : problem.Cost[i, j] / unit);
                served.SetCoefficient(x[i, j], 1);
                slots[j].SetCoefficient(x[i, j], 1);
            }
        }

        int[] all = [.. Enumerable.Range(0, n)];
        AddFloorAndBudget(all, problem.QualityFloor, problem.Budget);
        foreach (var group in problem.Groups)
            AddFloorAndBudget([.. group.Queries], group.QualityFloor, group.Budget);
        for (var j = 0; j < m; j++)
        {
            if (problem.TokenLimits?[j] is { } tokens)
                AddRow(all, [j], (i, k) => problem.Tokens![i, k] / tokens, double.NegativeInfinity, 1);
        }

        if (isQuality)
            objective.SetMaximization();
        else
            objective.SetMinimization();
        using var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, relativeGap);
        var status = program.Solve(parameters);
        return status is not (OrSolver.ResultStatus.OPTIMAL or OrSolver.ResultStatus.FEASIBLE) ? double.NaN : isQuality ? objective.Value() / n : objective.Value() * unit;

        void AddFloorAndBudget(int[] queries, double? floor, double? budget)
        {
            int[] endpoints = [.. Enumerable.Range(0, m)];
            if (floor is { } least)
                AddRow(queries, endpoints, (i, j) => problem.Quality[i, j], queries.Length * least, double.PositiveInfinity);
            if (budget is { } most)
                AddRow(queries, endpoints, (i, j) => problem.Cost[i, j] / unit, double.NegativeInfinity, most / unit);
        }

        void AddRow(int[] queries, int[] endpoints, Func<int, int, double> weight, double least, double most)
        {
            var row = program.MakeConstraint(least, most);
            foreach (var i in queries)
            {
                foreach (var j in endpoints)
                    row.SetCoefficient(x[i, j], weight(i, j));
            }
        }
    }
}
