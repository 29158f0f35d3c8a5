using Google.OrTools.LinearSolver;
using OrSolver = Google.OrTools.LinearSolver.Solver;

namespace Eccos.Benchmarks.Solver;

/// <summary>The whole assignment, every x_ij a variable, in a solver of OR-Tools: what the dual-guided optimizer is compared with.</summary>
internal static class WholeProgram
{
    /// <summary>Builds and solves.</summary>
    /// <param name="problem">Least cost under a floor and workload limits.</param>
    /// <param name="solver">The name OR-Tools gives the solver; GLOP solves the relaxation.</param>
    /// <param name="relativeGap">The gap at which it may stop.</param>
    /// <param name="timeLimit">How long it may take.</param>
    /// <returns>The objective in USD, or NaN when nothing was found.</returns>
    public static double Solve(AssignmentProblem problem, string solver, double relativeGap, TimeSpan timeLimit)
    {
        var (n, m) = (problem.QueryCount, problem.EndpointCount);
        using var program = OrSolver.CreateSolver(solver);
        program.SuppressOutput();
        program.SetTimeLimit((long)timeLimit.TotalMilliseconds);

        // Costs in units of their mean, so that the solver's tolerances mean the same everywhere.
        var unit = 0.0;
        foreach (var cost in problem.Cost.Values)
            unit += cost / (n * m);
        using var objective = program.Objective();
        var floor = program.MakeConstraint(n * problem.QualityFloor!.Value, double.PositiveInfinity);
        var slots = Enumerable.Range(0, m).Select(j => program.MakeConstraint(0, problem.WorkloadLimits![j]!.Value)).ToArray();
        for (var i = 0; i < n; i++)
        {
            var served = program.MakeConstraint(1, 1);
            for (var j = 0; j < m; j++)
            {
                var x = solver == "GLOP" ? program.MakeNumVar(0, 1, "") : program.MakeBoolVar("");
                objective.SetCoefficient(x, problem.Cost[i, j] / unit);
                served.SetCoefficient(x, 1);
                floor.SetCoefficient(x, problem.Quality[i, j]);
                slots[j].SetCoefficient(x, 1);
            }
        }

        objective.SetMinimization();
        using var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, relativeGap);
        var status = program.Solve(parameters);
        return status is OrSolver.ResultStatus.OPTIMAL or OrSolver.ResultStatus.FEASIBLE ? objective.Value() * unit : double.NaN;
    }
}
