using Google.OrTools.LinearSolver;

namespace Eccos.Optimization;

/// <summary>
/// A <see cref="Formulation"/> as a mixed-integer program, x_ij in {0,1}, with y_i = 1 where query i is deferred:
/// <code>
/// minimise    sum_ij r_ij x_ij                      r: regret of cost or of quality; sum_i y_i for the most served
/// subject to  sum_j x_ij + y_i = 1                  every query is served once, or deferred where that is allowed
///             x_ij = 0 where not eligible           and where the variable alone would break a limit
///             sum_i x_ij at most L_j                workload
///             sum_i t_ij x_ij at most T_j           tokens
///             sum_ij r'_ij x_ij at most B - Base    budget, in regrets of cost
///             sum_ij r"_ij x_ij at most Base - alpha N   quality floor, in regrets of quality
/// </code>
/// Rows are divided by their right-hand side and the objective by a thousandth of its largest coefficient, so that the solver's absolute
/// tolerances are relative ones.
/// </summary>
/// <remarks>ECCOS, arXiv 2502.20576, the equations of the optimizer.</remarks>
internal sealed class AssignmentModel : IDisposable
{
    /// <summary>CP-SAT measures gaps relative to 1 where the objective is below 1; this keeps most objectives above it.</summary>
    private const double LargestCoefficient = 1000;

    private readonly RegretForm _regret;
    private readonly Formulation _formulation;
    private readonly AssignmentProblem _problem;
    private readonly Tightening _tightening;
    private readonly Variable?[] _x;
    private readonly Variable?[] _y;
    private readonly List<KnapsackRow> _limits = [];

    /// <param name="regret">What is solved.</param>
    /// <param name="solver">An empty solver; the model disposes of it.</param>
    /// <param name="isWorthwhile">Whether x_ij may be part of a better assignment than is known; the others are left out.</param>
    /// <param name="tightening">By how much limits are wider or narrower than they are.</param>
    /// <param name="relaxed">Whether x_ij lies in [0, 1] instead of {0, 1}.</param>
    public AssignmentModel(RegretForm regret, Solver solver, Func<int, int, bool> isWorthwhile, Tightening tightening, bool relaxed = false)
    {
        _regret = regret;
        _formulation = regret.Formulation;
        _problem = _formulation.Problem;
        _tightening = tightening;
        Solver = solver;
        _x = new Variable?[_problem.QueryCount * _problem.EndpointCount];
        _y = new Variable?[_problem.QueryCount];
        AddVariables(isWorthwhile, relaxed);
        if (IsTriviallyInfeasible)
            return;

        AddEveryQueryServedOnce();
        AddServedCount();
        AddWorkloadLimits();
        AddTokenLimits();
        AddBudget();
        AddQualityFloor();
        SetObjective();
    }

    public Solver Solver { get; }

    /// <summary>Whether a query has no variable left, or a limit is broken by what is best for it alone.</summary>
    public bool IsTriviallyInfeasible { get; private set; }

    /// <summary>The regret that is 1 to the solver.</summary>
    public double Scale { get; private set; } = 1;

    /// <summary>The rows that queries share, all of the form sum_ij w_ij x_ij at most b with w_ij at least 0.</summary>
    public IReadOnlyList<KnapsackRow> Limits => _limits;

    /// <summary>x_ij; <see langword="null"/> where it is 0.</summary>
    public Variable? X(int i, int j) => _x[(i * _problem.EndpointCount) + j];

    /// <summary>The endpoint of each query in the solver's solution.</summary>
    public int[] Extract()
    {
        var endpointOf = new int[_problem.QueryCount];
        Array.Fill(endpointOf, Assignment.Unassigned);
        ForEachVariable((x, i, j) => endpointOf[i] = x.SolutionValue() > 0.5 ? j : endpointOf[i]);
        return endpointOf;
    }

    public void Dispose() => Solver.Dispose();

    private double RestOfBudget() => _formulation.Budget is { } b
        ? b - _regret.Cost.Base + _tightening.Slack(LimitKind.Budget, null, b)
        : double.PositiveInfinity;

    /// <summary>Without limit for <see cref="Goal.MostServed"/>, where the number of served queries is not known beforehand.</summary>
    private double RestOfFloor()
    {
        if (_formulation is not { QualityFloor: { } alpha, Goal: not Goal.MostServed })
            return double.PositiveInfinity;
        var least = alpha * _formulation.ServedCount;
        return _regret.Quality.Base - least + _tightening.Slack(LimitKind.QualityFloor, null, least);
    }

    private double RestOfTokens(int j) => _problem is { Tokens: not null, TokenLimits: { } limits } && limits[j] is { } t
        ? t + _tightening.Slack(LimitKind.Tokens, j, t)
        : double.PositiveInfinity;

    private void AddVariables(Func<int, int, bool> isWorthwhile, bool relaxed)
    {
        var (budget, floor) = (RestOfBudget(), RestOfFloor());
        IsTriviallyInfeasible = budget < 0 || floor < 0;
        for (var i = 0; i < _problem.QueryCount; i++)
        {
            var isServed = false;
            for (var j = 0; j < _problem.EndpointCount; j++)
            {
                if (!_problem.IsEligible(i, j)
                    || _problem.WorkloadLimits?[j] is 0
                    || _problem.Tokens?[i, j] > RestOfTokens(j)
                    || _regret.Cost[i, j] > budget
                    || _regret.Quality[i, j] > floor
                    || !isWorthwhile(i, j))
                    continue;
                _x[(i * _problem.EndpointCount) + j] = relaxed ? Solver.MakeNumVar(0, double.PositiveInfinity, "") : Solver.MakeBoolVar("");
                isServed = true;
            }

            _y[i] = _formulation.Defers ? Solver.MakeBoolVar("") : null;
            IsTriviallyInfeasible |= !isServed && !_formulation.Defers;
        }
    }

    private void AddEveryQueryServedOnce()
    {
        for (var i = 0; i < _problem.QueryCount; i++)
        {
            var row = Solver.MakeConstraint(1, 1, "");
            for (var j = 0; j < _problem.EndpointCount; j++)
                SetCoefficient(row, X(i, j), 1);
            SetCoefficient(row, _y[i], 1);
        }
    }

    /// <summary>sum_i y_i = N - served, where the number to serve is given.</summary>
    private void AddServedCount()
    {
        if (_formulation.Served is not { } served)
            return;
        var deferred = _problem.QueryCount - served;
        var row = Solver.MakeConstraint(deferred, deferred, "");
        foreach (var y in _y)
            SetCoefficient(row, y, 1);
    }

    private void AddWorkloadLimits()
    {
        for (var j = 0; j < _problem.EndpointCount; j++)
        {
            if (_problem.WorkloadLimits?[j] is { } limit)
                AddKnapsack(j, limit, limit, (_, _) => 1);
        }
    }

    private void AddTokenLimits()
    {
        for (var j = 0; j < _problem.EndpointCount; j++)
            AddKnapsack(j, RestOfTokens(j), 1, (i, endpoint) => _problem.Tokens![i, endpoint]);
    }

    private void AddBudget() => AddKnapsack(null, RestOfBudget(), 1, (i, j) => _regret.Cost[i, j]);

    private void AddQualityFloor()
    {
        if (_formulation is { QualityFloor: { } alpha, Goal: Goal.MostServed })
            AddQualityFloorOfTheServed(alpha);
        else
            AddKnapsack(null, RestOfFloor(), 1, (i, j) => _regret.Quality[i, j]);
    }

    /// <summary>sum_ij (a_ij / alpha - 1) x_ij >= 0: the floor holds for the average of those that are served, however many.</summary>
    private void AddQualityFloorOfTheServed(double alpha)
    {
        if (alpha == 0)
            return;
        var row = Solver.MakeConstraint(-_tightening.Slack(LimitKind.QualityFloor, null, alpha) / alpha, double.PositiveInfinity, "");
        ForEachVariable((x, i, j) => SetCoefficient(row, x, (_problem.Quality[i, j] / alpha) - 1));
    }

    private void SetObjective()
    {
        var objective = Solver.Objective();
        objective.SetMinimization();
        if (_formulation.Goal == Goal.MostServed)
        {
            foreach (var y in _y)
                objective.SetCoefficient(y, 1);
            return;
        }

        var largest = 0.0;
        ForEachVariable((_, i, j) => largest = Math.Max(largest, _regret[i, j]));
        Scale = largest > 0 ? largest / LargestCoefficient : 1;
        ForEachVariable((x, i, j) => objective.SetCoefficient(x, _regret[i, j] / Scale));
    }

    /// <summary>sum w_ij x_ij at most rest, times bound / rest; left out when it cannot bind.</summary>
    private void AddKnapsack(int? endpoint, double rest, double bound, Func<int, int, double> weight)
    {
        if (double.IsPositiveInfinity(rest))
            return;
        var most = 0.0;
        ForEachVariable((_, i, j) => most += endpoint is null || endpoint == j ? weight(i, j) : 0);
        if (most <= rest)
            return;
        var row = Solver.MakeConstraint(double.NegativeInfinity, bound, "");
        ForEachVariable((x, i, j) => SetCoefficient(row, x, endpoint is null || endpoint == j ? weight(i, j) * bound / rest : 0));
        _limits.Add(new KnapsackRow(row, bound));
    }

    private void ForEachVariable(Action<Variable, int, int> action)
    {
        for (var k = 0; k < _x.Length; k++)
        {
            if (_x[k] is { } x)
                action(x, k / _problem.EndpointCount, k % _problem.EndpointCount);
        }
    }

    private static void SetCoefficient(Constraint row, Variable? variable, double coefficient)
    {
        if (variable is not null && coefficient != 0)
            row.SetCoefficient(variable, coefficient);
    }
}
