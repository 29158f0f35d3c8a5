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
/// Every row is divided by its right-hand side and the objective by a thousandth of its largest coefficient, so that the solver's absolute
/// tolerances are relative ones.
/// </summary>
/// <remarks>ECCOS, arXiv 2502.20576, the equations of the optimizer.</remarks>
internal sealed class AssignmentModel : IDisposable
{
    private const double LargestCoefficient = 1000;

    private readonly Formulation _formulation;
    private readonly AssignmentProblem _problem;
    private readonly Tightening _tightening;
    private readonly Regret _cost;
    private readonly Regret _quality;
    private readonly bool[] _usable;
    private readonly Variable?[] _x;
    private readonly Variable?[] _y;

    /// <param name="formulation">What is solved.</param>
    /// <param name="solver">The empty solver; owned by the model.</param>
    /// <param name="mostRegret">A variable whose objective coefficient is higher is left out.</param>
    /// <param name="tightening">By how much limits are narrower than they are.</param>
    public AssignmentModel(Formulation formulation, Solver solver, double mostRegret, Tightening tightening)
    {
        _formulation = formulation;
        _problem = formulation.Problem;
        _tightening = tightening;
        Solver = solver;
        _cost = Regret.OfCost(formulation);
        _quality = Regret.OfQuality(formulation);
        _usable = new bool[_problem.QueryCount * _problem.EndpointCount];
        _x = new Variable?[_usable.Length];
        _y = new Variable?[_problem.QueryCount];
        MarkUsable(mostRegret);
        if (IsTriviallyInfeasible)
            return;

        AddVariables();
        AddEveryQueryServedOnce();
        AddServedCount();
        AddWorkloadLimits();
        AddTokenLimits();
        AddBudget();
        AddQualityFloor();
        SetObjective();
    }

    public Solver Solver { get; }

    /// <summary>Whether a limit is broken by the best that could happen to it alone; the solver then has no variables.</summary>
    public bool IsTriviallyInfeasible { get; private set; }

    /// <summary>The regret that is 1 to the solver: a thousandth of the largest; 1 when all are 0.</summary>
    /// <remarks>CP-SAT measures gaps relative to 1 where the objective is below 1; the factor keeps objectives above it.</remarks>
    public double Scale { get; private set; } = 1;

    /// <summary>The number of x_ij.</summary>
    public int VariableCount => _usable.Count(usable => usable);

    /// <summary>The gap of the solver's objective, which lacks Base, at which the gap of the true one is certain to be as small.</summary>
    public double RelativeGap(double gap) => _formulation.Goal == Goal.LeastCost ? gap : 0;

    /// <inheritdoc cref="RelativeGap"/>
    public double AbsoluteGap(double gap) => _formulation.Goal switch
    {
        Goal.LeastCost => Math.Min(gap * _cost.Base / Scale, 1e12),
        Goal.BestQuality => gap * (_formulation.QualityFloor ?? 0) * _formulation.ServedCount / Scale,
        _ => 0,
    };

    /// <summary>The objective of an assignment, unscaled: its regret, or the number of deferred queries.</summary>
    public double RegretOf(int[] endpointOf)
    {
        var sum = 0.0;
        for (var i = 0; i < endpointOf.Length; i++)
            sum += endpointOf[i] != Assignment.Unassigned ? ObjectiveRegret(i, endpointOf[i]) : _formulation.Goal == Goal.MostServed ? 1 : 0;
        return sum;
    }

    /// <summary>A bound of the goal in its own unit from a lower bound of the regret.</summary>
    public double BoundOf(double regret) => _formulation.Goal switch
    {
        Goal.LeastCost => _cost.Base + regret,
        Goal.BestQuality => _quality.Base - regret,
        _ => _problem.QueryCount - regret,
    };

    /// <summary>The endpoint of each query in the solver's solution.</summary>
    public int[] Extract()
    {
        var endpointOf = new int[_problem.QueryCount];
        Array.Fill(endpointOf, Assignment.Unassigned);
        for (var i = 0; i < endpointOf.Length; i++)
        {
            for (var j = 0; j < _problem.EndpointCount; j++)
            {
                if (X(i, j) is { } x && x.SolutionValue() > 0.5)
                    endpointOf[i] = j;
            }
        }

        return endpointOf;
    }

    public void Dispose() => Solver.Dispose();

    private double RestOfBudget => _formulation.Budget is { } b
        ? b - _cost.Base + _tightening.Slack(LimitKind.Budget, null, b)
        : double.PositiveInfinity;

    /// <summary>Not for <see cref="Goal.MostServed"/>, where the number of served queries is not known beforehand.</summary>
    private double RestOfFloor => _formulation is { QualityFloor: { } alpha, Goal: not Goal.MostServed }
        ? _quality.Base - (alpha * _formulation.ServedCount) + _tightening.Slack(LimitKind.QualityFloor, null, alpha * _formulation.ServedCount)
        : double.PositiveInfinity;

    private double RestOfTokens(int j) => _problem is { Tokens: not null, TokenLimits: { } limits } && limits[j] is { } t
        ? t + _tightening.Slack(LimitKind.Tokens, j, t)
        : double.PositiveInfinity;

    private Variable? X(int i, int j) => _x[(i * _problem.EndpointCount) + j];

    private double ObjectiveRegret(int i, int j) => _formulation.Goal switch
    {
        Goal.LeastCost => _cost[i, j],
        Goal.BestQuality => _quality[i, j],
        _ => 0,
    };

    private void MarkUsable(double mostRegret)
    {
        var (budget, floor) = (RestOfBudget, RestOfFloor);
        IsTriviallyInfeasible = budget < 0 || floor < 0;
        for (var i = 0; i < _problem.QueryCount; i++)
        {
            var served = false;
            for (var j = 0; j < _problem.EndpointCount; j++)
            {
                var usable = _problem.IsEligible(i, j)
                    && _problem.WorkloadLimits?[j] is not 0
                    && (_problem.Tokens is null || _problem.Tokens[i, j] <= RestOfTokens(j))
                    && _cost[i, j] <= budget
                    && _quality[i, j] <= floor
                    && ObjectiveRegret(i, j) <= mostRegret;
                _usable[(i * _problem.EndpointCount) + j] = usable;
                served |= usable;
            }

            IsTriviallyInfeasible |= !served && !_formulation.Defers;
        }
    }

    private void AddVariables()
    {
        for (var k = 0; k < _x.Length; k++)
            _x[k] = _usable[k] ? Solver.MakeBoolVar("") : null;
        for (var i = 0; i < _y.Length; i++)
            _y[i] = _formulation.Defers ? Solver.MakeBoolVar("") : null;
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
            if (_problem.WorkloadLimits?[j] is not { } limit || limit >= _problem.QueryCount)
                continue;
            var row = Solver.MakeConstraint(double.NegativeInfinity, limit, "");
            for (var i = 0; i < _problem.QueryCount; i++)
                SetCoefficient(row, X(i, j), 1);
        }
    }

    private void AddTokenLimits()
    {
        for (var j = 0; j < _problem.EndpointCount; j++)
        {
            var endpoint = j;
            AddKnapsack(RestOfTokens(j), (i, other) => other == endpoint ? _problem.Tokens![i, other] : 0);
        }
    }

    private void AddBudget() => AddKnapsack(RestOfBudget, (i, j) => _cost[i, j]);

    private void AddQualityFloor()
    {
        if (_formulation.QualityFloor is not { } alpha)
            return;
        if (_formulation.Goal == Goal.MostServed)
            AddQualityFloorOfTheServed(alpha);
        else
            AddKnapsack(RestOfFloor, (i, j) => _quality[i, j]);
    }

    /// <summary>sum_ij (a_ij - alpha) x_ij >= 0: the floor holds for the average of those that are served, however many.</summary>
    private void AddQualityFloorOfTheServed(double alpha)
    {
        var slack = _tightening.Slack(LimitKind.QualityFloor, null, alpha);
        var row = Solver.MakeConstraint(0, double.PositiveInfinity, "");
        for (var i = 0; i < _problem.QueryCount; i++)
        {
            for (var j = 0; j < _problem.EndpointCount; j++)
                SetCoefficient(row, X(i, j), _problem.Quality[i, j] - alpha + slack);
        }
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

        Scale = Largest(ObjectiveRegret) is > 0 and var largest ? largest / LargestCoefficient : 1;
        ForEachVariable((x, i, j) => objective.SetCoefficient(x, ObjectiveRegret(i, j) / Scale));
    }

    /// <summary>sum_ij w_ij x_ij at most rest, all w_ij at least 0; left out when it cannot bind.</summary>
    private void AddKnapsack(double rest, Func<int, int, double> weight)
    {
        if (double.IsPositiveInfinity(rest) || rest >= _problem.QueryCount * Largest(weight))
            return;
        var row = Solver.MakeConstraint(double.NegativeInfinity, 1, "");
        ForEachVariable((x, i, j) => SetCoefficient(row, x, weight(i, j) / rest));
    }

    private double Largest(Func<int, int, double> weight)
    {
        var largest = 0.0;
        ForEachVariable((_, i, j) => largest = Math.Max(largest, weight(i, j)));
        return largest;
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
