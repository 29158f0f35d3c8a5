using Google.OrTools.LinearSolver;

namespace Eccos.Optimization;

/// <summary>
/// Solves one formulation to the optimum in original units, over as few variables as prove it. For each x_kj a bound L_kj is known: no
/// assignment that uses it has less regret. The program is solved over the variables with L_kj at most a cap; an optimum that is no more
/// than the cap is the optimum over all of them, otherwise it is the next cap.
/// </summary>
/// <remarks>
/// The solver's answer is exact to its tolerances on the numbers it sees. So an objective that is small beside its largest coefficient is
/// solved again over the variables that could better it, at their own scale; and a limit that is exceeded in plain arithmetic is narrowed
/// and the program solved again.
/// </remarks>
internal sealed class MipSearch
{
    /// <summary>Beside one for each query; the relaxation has at most one fractional query for each limit.</summary>
    private const int CoreVariablesPerEndpoint = 6;

    private const int MostRounds = 20;

    private readonly RegretForm _regret;
    private readonly MipOptimizerOptions _options;
    private readonly SolveClock _clock;
    private readonly Tightening _tightening = new();
    private readonly QueryKinds _kinds;
    private readonly double[] _least;
    private readonly double _enough;
    private double _cap = double.PositiveInfinity;
    private double _provenRegret;
    private bool _isNarrowed;
    private int[]? _best;
    private double _bestRegret = double.PositiveInfinity;

    /// <param name="formulation">What is solved.</param>
    /// <param name="options">How.</param>
    /// <param name="clock">Ends it early.</param>
    /// <param name="knownBound">What the goal is known not to come below, as a minimisation: an assignment that is within the gap of it is enough.</param>
    /// <param name="known">An assignment to start from; not used where it breaks a limit.</param>
    public MipSearch(Formulation formulation, MipOptimizerOptions options, SolveClock clock, double knownBound = double.NegativeInfinity, int[]? known = null)
    {
        _regret = new RegretForm(formulation);
        _options = options;
        _clock = clock;
        _kinds = QueryKinds.Of(formulation.Problem);
        _least = new double[_kinds.Count * formulation.Problem.EndpointCount];
        for (var k = 0; k < _least.Length; k++)
            _least[k] = _regret[_kinds.First(k / formulation.Problem.EndpointCount), k % formulation.Problem.EndpointCount];
        _enough = _regret.WithinGap(knownBound, options.RelativeGap);
        if (known is not null && new LimitCheck(formulation, known).Broken().Count == 0)
            Keep(known);
    }

    private Formulation Formulation => _regret.Formulation;

    public MipResult Solve()
    {
        if (!Formulation.Defers && _regret.Unlimited() is { } unlimited && new LimitCheck(Formulation, unlimited).Broken().Count == 0)
            return new MipResult(AssignmentStatus.Optimal, StopReason.Proven, unlimited, _regret.InOwnUnit(0));
        ChooseCore();
        for (var round = 0; round < MostRounds; round++)
        {
            using var model = Model(_options.Solver);
            if (_best is not null && !Formulation.Defers)
                model.Hint(_best);
            if (Round(model) is { } result)
                return result;
        }

        return Result(StopReason.SolverFault);
    }

    private AssignmentModel Model(MipSolver? solver) =>
        new(_regret, _kinds, SolverRun.Create(solver), (k, j) => _least[(k * Formulation.Problem.EndpointCount) + j] <= _cap, _tightening, solver);

    /// <summary>Solves the linear relaxation and sets the first cap so that the variables of low reduced cost remain.</summary>
    private void ChooseCore()
    {
        var size = _kinds.Count + (CoreVariablesPerEndpoint * Formulation.Problem.EndpointCount);
        if (Formulation.Defers || _least.Length <= 2 * size)
            return;
        using var relaxation = Model(null);
        if (relaxation.IsTriviallyInfeasible || SolverRun.Solve(relaxation, _regret, _options, _clock, _enough) != Solver.ResultStatus.OPTIMAL)
            return;
        var bounds = LagrangianBound.OfVariables(relaxation, _regret);
        for (var k = 0; k < _least.Length; k++)
            _least[k] = Math.Max(_least[k], bounds[k]);
        _provenRegret = Math.Max(0, bounds.Min());
        _cap = _least.Order().ElementAt(size);
    }

    /// <summary>The result, or <see langword="null"/> when another round is needed.</summary>
    private MipResult? Round(AssignmentModel model)
    {
        var status = model.IsTriviallyInfeasible ? Solver.ResultStatus.INFEASIBLE : SolverRun.Solve(model, _regret, _options, _clock, _enough);
        _clock.ThrowIfCancelled();
        if (status == Solver.ResultStatus.INFEASIBLE)
            return Infeasible();
        if (status is not (Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE))
            return Result(_clock.IsTimeUp() ? StopReason.TimeLimit : StopReason.SolverFault);
        RaiseBound(model);
        var endpointOf = model.Extract();
        var broken = new LimitCheck(Formulation, endpointOf).Broken();
        if (broken.Count == 0)
            Keep(endpointOf);
        if (_bestRegret <= _enough)
            return Result(StopReason.GapReached);
        if (status == Solver.ResultStatus.FEASIBLE || _clock.IsTimeUp())
            return Result(_clock.IsTimeUp() ? StopReason.TimeLimit : StopReason.SolverFault);
        if (broken.Count == 0)
            return NextCap(model) ? null : Result(StopReason.Proven);
        Narrow(broken);
        return null;
    }

    private MipResult? Infeasible()
    {
        if (_best is not null && _bestRegret <= _cap)
            return Result(StopReason.Proven);
        if (double.IsPositiveInfinity(_cap))
            return MipResult.Infeasible;
        _cap = _bestRegret;
        return null;
    }

    private void RaiseBound(AssignmentModel model)
    {
        if (_isNarrowed)
            return;
        var bound = model.Solver.Objective().BestBound();
        var proven = (bound - (Tolerance.Bound * Math.Max(1, Math.Abs(bound)))) * model.Scale;
        if (Formulation.Goal == Goal.MostServed)
            proven = Math.Ceiling(proven);
        _provenRegret = Math.Max(_provenRegret, Math.Min(proven, _cap));
    }

    private void Keep(int[] endpointOf)
    {
        if (_regret.Of(endpointOf) is var found && found < _bestRegret)
            (_best, _bestRegret) = (endpointOf, found);
    }

    private void Narrow(IReadOnlyList<LimitUse> broken)
    {
        _isNarrowed = true;
        foreach (var limit in broken)
            _tightening.Narrow(limit.Key, limit.Excess);
    }

    /// <summary>Whether variables that were left out could better the optimum, or it is too small beside those that were not.</summary>
    private bool NextCap(AssignmentModel model)
    {
        var isSmall = _bestRegret < model.Scale && Formulation.Goal != Goal.MostServed && _bestRegret > 0;
        if (_bestRegret <= _cap && !(isSmall && _bestRegret < _cap))
            return false;
        _cap = _bestRegret;
        return true;
    }

    private MipResult Result(StopReason reason)
    {
        var proven = Math.Min(_provenRegret, _bestRegret);
        var bound = _regret.InOwnUnit(proven);
        if (_best is null)
            return new MipResult(AssignmentStatus.Unknown, reason, null, bound);
        if (reason == StopReason.Proven && _bestRegret - proven > Tolerance.Optimality * Math.Max(_bestRegret, _regret.GapScale(bound, bound)))
            reason = StopReason.GapReached;
        return new MipResult(reason == StopReason.Proven ? AssignmentStatus.Optimal : AssignmentStatus.Feasible, reason, _best, bound);
    }
}
