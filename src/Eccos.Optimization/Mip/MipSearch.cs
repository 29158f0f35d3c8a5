using Google.OrTools.LinearSolver;

namespace Eccos.Optimization;

/// <summary>
/// Solves one formulation to the optimum in original units. The solver's answer is exact to its tolerances on the numbers it sees, so
/// <list type="bullet">
/// <item>when the objective is small beside the largest coefficient, the variables dearer than the whole objective, which no better
/// assignment can use, are taken out and the rest is solved again at its own scale;</item>
/// <item>when a limit is exceeded in plain arithmetic, it is narrowed and the model solved again.</item>
/// </list>
/// </summary>
internal sealed class MipSearch(Formulation formulation, MipOptimizerOptions options, SolveClock clock)
{
    /// <summary>Below this, in the solver's units, an objective is solved again at its own scale.</summary>
    private const double SmallObjective = 1;

    private const int MostRounds = 20;

    private readonly Tightening _tightening = new();
    private double _mostRegret = double.PositiveInfinity;
    private double _provenRegret;
    private bool _isNarrowed;
    private int[]? _best;
    private double _bestRegret = double.PositiveInfinity;

    public MipResult Solve()
    {
        if (formulation.Problem.QueryCount == 0)
            return new MipResult(AssignmentStatus.Optimal, StopReason.Proven, [], 0);
        for (var round = 0; round < MostRounds; round++)
        {
            using var model = new AssignmentModel(formulation, SolverRun.Create(options.Solver), _mostRegret, _tightening);
            if (Round(model) is { } result)
                return result;
        }

        using var last = new AssignmentModel(formulation, SolverRun.Create(options.Solver), 0, _tightening);
        return Result(last, StopReason.SolverFault);
    }

    /// <summary>The result, or <see langword="null"/> when another round is needed.</summary>
    private MipResult? Round(AssignmentModel model)
    {
        if (model.IsTriviallyInfeasible)
            return _best is null ? MipResult.Infeasible : Result(model, StopReason.Proven);
        var status = SolverRun.Solve(model, options, clock);
        clock.ThrowIfCancelled();
        switch (status)
        {
            case Solver.ResultStatus.OPTIMAL:
            case Solver.ResultStatus.FEASIBLE:
                break;
            case Solver.ResultStatus.INFEASIBLE:
                return _best is null ? MipResult.Infeasible : Result(model, StopReason.Proven);
            default:
                return Result(model, clock.TimeIsUp ? StopReason.TimeLimit : StopReason.SolverFault);
        }

        RaiseBound(model);
        var endpointOf = model.Extract();
        var broken = new LimitCheck(formulation, endpointOf).Broken();
        if (broken.Count > 0)
        {
            Narrow(broken);
            return clock.TimeIsUp ? Result(model, StopReason.TimeLimit) : null;
        }

        Keep(endpointOf, model.RegretOf(endpointOf));
        if (status == Solver.ResultStatus.FEASIBLE)
            return Result(model, clock.TimeIsUp ? StopReason.TimeLimit : StopReason.SolverFault);
        return Rescales(model) ? null : Result(model, StopReason.Proven);
    }

    private void RaiseBound(AssignmentModel model)
    {
        if (_isNarrowed)
            return;
        var bound = model.Solver.Objective().BestBound();
        var proven = (bound - (Tolerance.Bound * Math.Max(1, Math.Abs(bound)))) * model.Scale;
        if (formulation.Goal == Goal.MostServed)
            proven = Math.Ceiling(proven);
        _provenRegret = Math.Max(_provenRegret, Math.Min(proven, _mostRegret));
    }

    private void Narrow(IReadOnlyList<LimitUse> broken)
    {
        _isNarrowed = true;
        foreach (var limit in broken)
            _tightening.Narrow(limit.Kind, limit.Endpoint, limit.Excess);
    }

    private void Keep(int[] endpointOf, double regret)
    {
        if (regret < _bestRegret || _best is null)
            (_best, _bestRegret) = (endpointOf, regret);
    }

    private bool Rescales(AssignmentModel model)
    {
        if (formulation.Goal == Goal.MostServed || _bestRegret == 0 || _bestRegret >= SmallObjective * model.Scale || _bestRegret >= _mostRegret)
            return false;
        _mostRegret = _bestRegret;
        return true;
    }

    private MipResult Result(AssignmentModel model, StopReason reason)
    {
        var proven = Math.Min(_provenRegret, _bestRegret);
        var bound = model.BoundOf(proven);
        if (_best is null)
            return new MipResult(AssignmentStatus.Unknown, reason, null, bound);
        var size = Math.Max(_bestRegret, Math.Abs(bound));
        if (reason == StopReason.Proven && (_bestRegret - proven) > Tolerance.Optimality * size)
            reason = StopReason.GapReached;
        return new MipResult(reason == StopReason.Proven ? AssignmentStatus.Optimal : AssignmentStatus.Feasible, reason, _best, bound);
    }
}
