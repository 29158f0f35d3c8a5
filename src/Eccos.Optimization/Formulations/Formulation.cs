namespace Eccos.Optimization;

/// <summary>
/// One mixed-integer program over an <see cref="AssignmentProblem"/>: a goal and the limits it keeps. Eligibility and the limits of groups and endpoints
/// are the problem's own; floor and budget are those given here, so that relaxing one is a different formulation of the same problem.
/// </summary>
/// <param name="Problem">The data.</param>
/// <param name="Goal">What is striven for.</param>
/// <param name="QualityFloor">alpha, or <see langword="null"/> for none.</param>
/// <param name="Budget">B in USD, or <see langword="null"/> for none.</param>
/// <param name="Served">The exact number of queries to serve when the others are deferred; <see langword="null"/> when every query is served.</param>
internal sealed record Formulation(AssignmentProblem Problem, Goal Goal, double? QualityFloor, double? Budget, int? Served = null)
{
    /// <summary>The gap at which "the most that can be reached" is found for a problem that cannot have what it asks for.</summary>
    private const double DiagnosisGap = 1e-6;

    /// <summary>The limits that are kept, if not all.</summary>
    public IReadOnlySet<LimitKey>? Only { get; init; }

    /// <summary>The limit of <see cref="Goal.LeastUse"/>.</summary>
    public LimitRow? Subject { get; init; }

    /// <summary>The problem as it was given.</summary>
    public static Formulation Of(AssignmentProblem problem) => new(problem, GoalOf(problem.Objective), problem.QualityFloor, problem.Budget);

    /// <summary>As many queries as the endpoints can take, whatever that costs or yields.</summary>
    public static Formulation MostServed(AssignmentProblem problem)
    {
        var formulation = new Formulation(problem, Goal.MostServed, QualityFloor: null, Budget: null);
        return formulation with { Only = LimitRows.Of(formulation).Select(row => row.Key).Where(key => key.IsCapacity).ToHashSet() };
    }

    /// <summary>Whether it is the problem as it was given.</summary>
    public bool IsAsGiven => this == Of(Problem);

    /// <summary>Whether queries may stay unassigned.</summary>
    public bool Defers => Goal == Goal.MostServed || Served is not null;

    /// <summary>The number of queries that are served, where it is known beforehand.</summary>
    public int ServedCount => Served ?? Problem.QueryCount;

    /// <summary>The relative gap to solve it to: the one asked for where that is the answer, a small one where it tells what could be reached.</summary>
    public double Gap(double asked) => IsAsGiven || Served is not null ? asked : Math.Min(asked, DiagnosisGap);

    private static Goal GoalOf(Objective objective) => objective switch
    {
        Objective.LeastCost => Goal.LeastCost,
        Objective.BestQuality => Goal.BestQuality,
        _ => Goal.WeightedSum,
    };
}
