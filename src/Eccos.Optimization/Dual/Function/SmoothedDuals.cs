namespace Eccos.Optimization;

/// <summary>The smoothed dual that suits a form: eight queries at once where none differs in its limits, else query by query.</summary>
internal static class SmoothedDuals
{
    public static ISmoothedDual Of(LagrangianForm form) =>
        form.IsPlain && !(form.HasLeastLoads && form.HasTokenLimits) ? new SmoothedDual(new ScaledProblem(form, new ScaledMatrices(form))) : new GroupedDual(form);
}
