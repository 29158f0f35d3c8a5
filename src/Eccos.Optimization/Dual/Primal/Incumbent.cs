namespace Eccos.Optimization;

/// <summary>The best assignment so far, and what a better one has to beat for the gap that is asked for.</summary>
/// <param name="form">The assignment.</param>
/// <param name="relativeGap">The gap at which an assignment is good enough.</param>
/// <param name="smallestScale">What the gap is relative to where |f| is smaller: a weighted sum may well be 0.</param>
internal sealed class Incumbent(LagrangianForm form, double relativeGap, double smallestScale = 0)
{
    /// <summary>The endpoint of each query; <see langword="null"/> as long as nothing feasible is known.</summary>
    public int[]? X { get; private set; }

    /// <summary>sum_ij f_ij x_ij of it; infinite as long as nothing is known.</summary>
    public double F { get; private set; } = double.PositiveInfinity;

    /// <summary>No assignment above this is looked for: the incumbent less the gap, or what could be feasible at all.</summary>
    public double Cutoff => X is null ? form.HighestF : F - AllowedGap(F);

    /// <summary>The absolute gap that is allowed at an objective.</summary>
    public double AllowedGap(double f) => Math.Max(relativeGap * Math.Max(Math.Abs(f), SmallestScale), form.AbsoluteGap);

    /// <summary>What a gap is measured against where f is smaller.</summary>
    public double SmallestScale => Math.Max(smallestScale, form.SmallestScale);

    /// <summary>The endpoint of each query as a formulation names them.</summary>
    public int[]? EndpointOf(Formulation formulation) =>
        X is null || !formulation.Defers ? X : Array.ConvertAll(X, j => j == formulation.Problem.EndpointCount ? Assignment.Unassigned : j);

    /// <summary>The value of an assignment as a formulation names its endpoints.</summary>
    public double ValueOf(Formulation formulation, int[] endpointOf) =>
        new SearchState(form, Places(formulation, endpointOf)).F;

    /// <summary>Takes an assignment as a formulation names its endpoints, if it keeps all limits and is better.</summary>
    public void Offer(Formulation formulation, int[] endpointOf) => Offer(Places(formulation, endpointOf));

    /// <summary>Takes an assignment if it keeps all limits and is better.</summary>
    public void Offer(int[] x)
    {
        // Sums from scratch: those of a search carry the rounding of its moves.
        var state = new SearchState(form, x);
        if (state.F < F && state.F <= form.Ceiling && state.Violation == 0)
            (X, F) = (state.X, state.F);
    }

    private static int[] Places(Formulation formulation, int[] endpointOf) =>
        Array.ConvertAll(endpointOf, j => j == Assignment.Unassigned ? formulation.Problem.EndpointCount : j);
}
