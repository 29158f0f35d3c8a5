using Google.OrTools.LinearSolver;

namespace Eccos.Optimization;

/// <summary>
/// A <see cref="Formulation"/> as a mixed-integer program over kinds of like queries: x_kj of the n_k queries of kind k are served by endpoint j, y_k deferred:
/// <code>
/// minimise    sum_kj r_kj x_kj                      r: regret of the goal; sum_k y_k for the most served
/// subject to  sum_j x_kj + y_k = n_k                every query is served once, or deferred where that is allowed
///             x_kj = 0 where not eligible           and where one query alone would break a limit
///             sum_kj w_kj x_kj at most b            every limit, see <see cref="SharedRow"/>
/// </code>
/// Rows are divided by their right-hand side and the objective by a thousandth of its largest coefficient, so that the solver's absolute
/// tolerances are relative ones.
/// </summary>
/// <remarks>ECCOS, arXiv 2502.20576, the equations of the optimizer; there n_k = 1.</remarks>
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
    private readonly RowCoefficients _coefficients;

    /// <param name="regret">What is solved.</param>
    /// <param name="kinds">The queries by kind.</param>
    /// <param name="solver">An empty solver; the model disposes of it.</param>
    /// <param name="isWorthwhile">Whether x_kj may be part of a better assignment than is known; the others are left out.</param>
    /// <param name="tightening">By how much limits are wider or narrower than they are.</param>
    /// <param name="engine">Which solver it is; <see langword="null"/> where x_kj may be a fraction.</param>
    public AssignmentModel(RegretForm regret, QueryKinds kinds, Solver solver, Func<int, int, bool> isWorthwhile, Tightening tightening, MipSolver? engine)
    {
        _regret = regret;
        _formulation = regret.Formulation;
        _problem = _formulation.Problem;
        _tightening = tightening;
        (Kinds, Solver) = (kinds, solver);
        _coefficients = new RowCoefficients(solver, engine == MipSolver.Scip);
        _x = new Variable?[kinds.Count * _problem.EndpointCount];
        _y = new Variable?[kinds.Count];
        var rows = SharedRow.Of(regret, tightening).ToArray();
        var kindsOf = Array.ConvertAll(rows, KindsOf);
        AddVariables(rows, kindsOf, isWorthwhile, relaxed: engine is null);
        if (IsTriviallyInfeasible)
            return;

        AddEveryQueryServedOnce();
        AddServedCount();
        for (var k = 0; k < rows.Length; k++)
            AddKnapsack(rows[k], kindsOf[k]);
        foreach (var floor in regret.Rows.Where(row => SharedRow.IsOfTheServed(_formulation, row)))
            AddQualityFloorOfTheServed(floor);
        _coefficients.Enter();
        SetObjective();
    }

    public Solver Solver { get; }

    public QueryKinds Kinds { get; }

    /// <summary>Whether a query has no variable left, or a limit is broken by what is best for it alone.</summary>
    public bool IsTriviallyInfeasible { get; private set; }

    /// <summary>The regret that is 1 to the solver.</summary>
    public double Scale { get; private set; } = 1;

    /// <summary>The rows that queries share, all of the form sum_kj w_kj x_kj at most b with w_kj at least 0.</summary>
    public IReadOnlyList<KnapsackRow> Limits => _limits;

    /// <summary>x_kj; <see langword="null"/> where it is 0.</summary>
    public Variable? X(int k, int j) => _x[(k * _problem.EndpointCount) + j];

    /// <summary>The endpoint of each query in the solver's solution: the first queries of a kind go to the first endpoints.</summary>
    public int[] Extract()
    {
        var endpointOf = new int[_problem.QueryCount];
        Array.Fill(endpointOf, Assignment.Unassigned);
        var next = new int[Kinds.Count];
        ForEachVariable((x, k, j) =>
        {
            for (var count = (int)Math.Round(x.SolutionValue()); count > 0 && next[k] < Kinds.Size(k); count--)
                endpointOf[Kinds.Members(k)[next[k]++]] = j;
        });
        return endpointOf;
    }

    /// <summary>Lets the search start from an assignment, as far as there are variables for it.</summary>
    public void Hint(ReadOnlySpan<int> endpointOf)
    {
        var count = new int[_x.Length];
        for (var k = 0; k < Kinds.Count; k++)
        {
            foreach (var i in Kinds.Members(k))
            {
                if (endpointOf[i] != Assignment.Unassigned)
                    count[(k * _problem.EndpointCount) + endpointOf[i]]++;
            }
        }

        var (variables, values) = (new List<Variable>(), new List<double>());
        ForEachVariable((x, k, j) =>
        {
            variables.Add(x);
            values.Add(count[(k * _problem.EndpointCount) + j]);
        });
        Solver.SetHint([.. variables], [.. values]);
    }

    public void Dispose() => Solver.Dispose();

    /// <summary>Whether each kind is part of a row.</summary>
    private bool[]? KindsOf(SharedRow row)
    {
        if (row.Limit.Queries is not { } queries)
            return null;
        var members = queries.ToHashSet();
        return [.. Enumerable.Range(0, Kinds.Count).Select(k => members.Contains(Kinds.First(k)))];
    }

    private void AddVariables(SharedRow[] rows, bool[]?[] kindsOf, Func<int, int, bool> isWorthwhile, bool relaxed)
    {
        IsTriviallyInfeasible = rows.Any(row => row.Rest < 0);
        for (var k = 0; k < Kinds.Count; k++)
        {
            var (i, size, isServed) = (Kinds.First(k), Kinds.Size(k), false);
            for (var j = 0; j < _problem.EndpointCount; j++)
            {
                if (!_problem.IsEligible(i, j) || IsTooMuch(k, i, j) || !isWorthwhile(k, j))
                    continue;
                _x[(k * _problem.EndpointCount) + j] = relaxed ? Solver.MakeNumVar(0, double.PositiveInfinity, "") : Count(size);
                isServed = true;
            }

            _y[k] = _formulation.Defers ? Count(size) : null;
            IsTriviallyInfeasible |= !isServed && !_formulation.Defers;
        }

        bool IsTooMuch(int k, int i, int j)
        {
            for (var r = 0; r < rows.Length; r++)
            {
                if ((kindsOf[r] is not { } members || members[k]) && rows[r].Weight(i, j) > rows[r].Rest)
                    return true;
            }

            return false;
        }
    }

    private Variable Count(int size) => size == 1 ? Solver.MakeBoolVar("") : Solver.MakeIntVar(0, size, "");

    private void AddEveryQueryServedOnce()
    {
        for (var k = 0; k < Kinds.Count; k++)
        {
            var row = Solver.MakeConstraint(Kinds.Size(k), Kinds.Size(k), "");
            for (var j = 0; j < _problem.EndpointCount; j++)
                _coefficients.Set(row, X(k, j), 1);
            _coefficients.Set(row, _y[k], 1);
        }
    }

    /// <summary>sum_k y_k = N - served, where the number to serve is given.</summary>
    private void AddServedCount()
    {
        if (_formulation.Served is not { } served)
            return;
        var deferred = _problem.QueryCount - served;
        var row = Solver.MakeConstraint(deferred, deferred, "");
        foreach (var y in _y)
            _coefficients.Set(row, y, 1);
    }

    /// <summary>
    /// sum_kj (a_kj / alpha - 1) x_kj >= 0: the floor holds for the average of those that are served, however many. Against the -1 of N queries a coefficient of N does
    /// as well as a higher one, which a small alpha would make beyond all numbers.
    /// </summary>
    private void AddQualityFloorOfTheServed(LimitRow floor)
    {
        var alpha = floor.Asked;
        if (alpha == 0)
            return;
        var members = floor.Queries?.ToHashSet();
        var row = Solver.MakeConstraint(-_tightening.Slack(floor.Key, alpha) / alpha, double.PositiveInfinity, "");
        ForEachVariable((x, k, j) =>
        {
            if (members?.Contains(Kinds.First(k)) ?? true)
                _coefficients.Set(row, x, Math.Min((_problem.Quality[Kinds.First(k), j] / alpha) - 1, _problem.QueryCount));
        });
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
        ForEachVariable((_, k, j) => largest = Math.Max(largest, _regret[Kinds.First(k), j]));
        Scale = largest > 0 ? largest / LargestCoefficient : 1;
        ForEachVariable((x, k, j) => objective.SetCoefficient(x, _regret[Kinds.First(k), j] / Scale));
    }

    /// <summary>A limit, times bound / rest; left out when it cannot bind.</summary>
    private void AddKnapsack(SharedRow shared, bool[]? members)
    {
        // Counts stay whole numbers; everything else is on the scale of 1.
        var rest = shared.Rest;
        var bound = shared.Limit.Key.Kind is LimitKind.Workload or LimitKind.MinimumShare or LimitKind.MaximumShare ? rest : 1;
        var most = 0.0;
        ForEachVariable((_, k, j) => most += Weight(k, j) * Kinds.Size(k));
        if (most + (shared.DeferredWeight * _problem.QueryCount) <= rest)
            return;
        var row = Solver.MakeConstraint(double.NegativeInfinity, bound, "");
        var factor = rest > 0 ? bound / rest : 1;
        ForEachVariable((x, k, j) => _coefficients.Set(row, x, Weight(k, j) * factor));
        for (var k = 0; k < Kinds.Count && shared.DeferredWeight > 0; k++)
            _coefficients.Set(row, _y[k], shared.DeferredWeight * factor);
        _limits.Add(new KnapsackRow(row, bound));

        double Weight(int k, int j) => members is null || members[k] ? shared.Weight(Kinds.First(k), j) : 0;
    }

    private void ForEachVariable(Action<Variable, int, int> action)
    {
        for (var place = 0; place < _x.Length; place++)
        {
            if (_x[place] is { } x)
                action(x, place / _problem.EndpointCount, place % _problem.EndpointCount);
        }
    }
}
