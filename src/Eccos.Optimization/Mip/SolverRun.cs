using System.Globalization;
using Google.OrTools.LinearSolver;

namespace Eccos.Optimization;

/// <summary>Makes a solver and runs it under the options and the clock.</summary>
internal static class SolverRun
{
    /// <summary>An interrupt that reaches the solver before its search has begun is lost, so it is repeated.</summary>
    private static readonly TimeSpan _interruptPeriod = TimeSpan.FromMilliseconds(10);

    /// <summary>What SCIP takes for no limit.</summary>
    private const double LeastPrimalLimit = -1e99;

    private const string IgnoreSignals = "misc/catchctrlc = FALSE";

    /// <summary>
    /// Keeps CP-SAT from comparing which constraints include which. With coefficients as large as <see cref="Tolerance.Feasibility"/> asks for, that now and then cuts
    /// the optimum off: of some thousands of batches of 10 to 100 queries one in a thousand.
    /// </summary>
    private const string CompareNoConstraints = "presolve_inclusion_work_limit: 0";

    /// <param name="solver">The solver; <see langword="null"/> for the simplex of linear relaxations.</param>
    public static Solver Create(MipSolver? solver)
    {
        var name = solver switch { MipSolver.Scip => "SCIP", MipSolver.CpSat => "SAT", _ => "GLOP" };
        return Solver.CreateSolver(name) ?? throw new PlatformNotSupportedException($"This build of OR-Tools lacks the solver {name}.");
    }

    /// <summary>Keeps SCIP from taking over what Ctrl+C does to the process.</summary>
    public static void LeaveSignalsAlone(Solver scip) => Set(scip, MipSolver.Scip, IgnoreSignals);

    /// <summary>Solves the model until it is done, the time is up or the caller cancels.</summary>
    /// <param name="model">The model.</param>
    /// <param name="regret">What it is a model of.</param>
    /// <param name="options">The solver and its settings.</param>
    /// <param name="clock">Ends it early.</param>
    /// <param name="enough">A regret at which no better assignment is looked for; CP-SAT, which has no such limit, goes by its own bound.</param>
    public static Solver.ResultStatus Solve(AssignmentModel model, RegretForm regret, MipOptimizerOptions options, SolveClock clock, double enough)
    {
        var solver = model.Solver;
        if (solver.IsMip())
            Set(solver, options.Solver, Parameters(options, model, regret, enough));
        var gate = new Lock();
        var running = true;
        using var interrupter = clock.TimeProvider.CreateTimer(_ => Interrupt(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var registration = clock.Token.Register(() => interrupter.Change(TimeSpan.Zero, _interruptPeriod));
        using var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, regret.RelativeGap(options.RelativeGap));
        try
        {
            return clock.Token.IsCancellationRequested ? Solver.ResultStatus.NOT_SOLVED : solver.Solve(parameters);
        }
        finally
        {
            lock (gate)
                running = false;
        }

        void Interrupt()
        {
            lock (gate)
            {
                if (running)
                    solver.InterruptSolve();
            }
        }
    }

    private static void Set(Solver solver, MipSolver engine, string parameters)
    {
        if (!solver.SetSolverSpecificParametersAsString(parameters))
            throw new InvalidOperationException($"{engine} refused its parameters.");
    }

    private static string Parameters(MipOptimizerOptions options, AssignmentModel model, RegretForm regret, double enough)
    {
        var gap = Number(regret.RelativeGap(options.RelativeGap));
        var absoluteGap = Number(Math.Min(regret.AbsoluteGap(options.RelativeGap) / model.Scale, 1e12));
        return options.Solver == MipSolver.Scip
            ? $"""
               {IgnoreSignals}
               numerics/feastol = {Number(Tolerance.Feasibility)}
               limits/gap = {gap}
               limits/absgap = {absoluteGap}
               limits/primal = {Number(Math.Max(enough / model.Scale, LeastPrimalLimit))}
               randomization/randomseedshift = {Number(options.Seed)}
               """
            : $"""
               catch_sigint_signal: false
               {CompareNoConstraints}
               num_workers: {Number(options.Threads)}
               interleave_search: {(options.Threads > 1 ? "true" : "false")}
               random_seed: {Number(options.Seed)}
               relative_gap_limit: {gap}
               absolute_gap_limit: {absoluteGap}
               mip_wanted_precision: {Number(Tolerance.Feasibility)}
               mip_check_precision: {Number(Tolerance.Feasibility)}
               """;
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
