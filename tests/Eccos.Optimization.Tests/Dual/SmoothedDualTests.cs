using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Dual;

[Parallelizable(ParallelScope.All)]
internal sealed class SmoothedDualTests
{
    private const double Tau = 0.2;

    [Test]
    public void Evaluate_AnyPrices_GradientAndCurvatureAreThoseOfFiniteDifferences([Range(1, 12)] int seed, [Values] bool hasLeastLoads)
    {
        var (dual, y) = Make(seed, hasLeastLoads);
        var all = Enumerable.Repeat(true, y.Length).ToArray();
        for (var k = 0; k < y.Length; k++)
        {
            const double H = 1e-5;
            var up = At(dual, y, k, H);
            var upGradient = dual.Gradient.ToArray();
            var down = At(dual, y, k, -H);
            var downGradient = dual.Gradient.ToArray();
            dual.Evaluate(y, Tau, all);
            Assert.That(dual.Gradient[k], Is.EqualTo((up - down) / (2 * H)).Within(1e-5), $"row {k}");
            for (var l = 0; l < y.Length; l++)
                Assert.That(-dual.Curvature(k, l, Tau), Is.EqualTo((upGradient[l] - downGradient[l]) / (2 * H)).Within(1e-4), $"rows {k}, {l}");
        }
    }

    [Test]
    public void Evaluate_Again_AllocatesNothing([Range(1, 12)] int seed)
    {
        var (dual, y) = Make(seed);
        var all = Enumerable.Repeat(true, y.Length).ToArray();
        dual.Evaluate(y, Tau, all);
        var before = GC.GetAllocatedBytesForCurrentThread();
        dual.Evaluate(y, Tau, all);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Evaluate_LeastLoads_IsAsQueryByQuery([Range(1, 12)] int seed)
    {
        var (dual, y) = Make(seed, hasLeastLoads: true);
        using var grouped = new GroupedDual(Form(seed, hasLeastLoads: true));
        var none = new bool[y.Length];
        dual.Evaluate(y, Tau, none);
        grouped.Evaluate(y, Tau, none);
        Assert.That(grouped.Dimension, Is.EqualTo(dual.Dimension));
        Assert.That(dual.Bound, Is.EqualTo(grouped.Bound).Within(1e-11));
        Assert.That(dual.Value, Is.EqualTo(grouped.Value).Within(1e-11));
        Assert.That(dual.Gradient, Is.EqualTo(grouped.Gradient).Within(1e-11));
    }

    [Test]
    public void Evaluate_AnyPrices_LiesBelowTheBoundByAtMostTheEntropy([Range(1, 12)] int seed)
    {
        var (dual, y) = Make(seed);
        dual.Evaluate(y, Tau, new bool[y.Length]);
        Assert.That(dual.Value, Is.LessThanOrEqualTo(dual.Bound + 1e-12));
        Assert.That(dual.Value, Is.GreaterThanOrEqualTo(dual.Bound - (Problem(seed).QueryCount * Tau * Math.Log(Problem(seed).EndpointCount)) - 1e-12));
    }

    [Test]
    public void Maximise_FromPricesOfAnotherWorld_BoundsAsFromNone([Range(1, 12)] int seed)
    {
        var (dual, y) = Make(seed);
        var ascent = new DualAscent(dual);
        ascent.Maximise(new double[y.Length], 0, _ => 1e-6, double.PositiveInfinity, () => false);
        var fromNone = ascent.BestBound;

        ascent.Maximise([.. Enumerable.Repeat(500.0, y.Length)], 0.01, _ => 1e-6, double.PositiveInfinity, () => false);

        Assert.That(ascent.BestBound, Is.EqualTo(fromNone).Within(1e-5 * Math.Max(1, fromNone)));
    }

    [Test]
    public void Bound_AnyPrices_IsNeverAboveTheOptimum([Range(1, 300)] int seed)
    {
        var problem = RandomProblem.Small(seed, 6, 4);
        if (problem.QueryCount == 0 || new Exhaustive(problem, 0).Solve() is not { } optimum)
            return;
        var form = LagrangianFormBuilder.Of(Formulation.Of(problem));
        var random = new Random(seed);
        var prices = new DualPrices(form);
        for (var k = 0; k < form.Sides.Length; k++)
            prices.Lambda[k] = random.NextDouble() * Math.Pow(10, random.Next(-6, 4));
        for (var j = 0; j < form.M; j++)
        {
            prices.Mu[j] = form.WorkloadLimits[j] == int.MaxValue ? 0 : random.NextDouble() * Math.Pow(10, random.Next(-6, 4));
            prices.Pi[j] = form.LeastLoads[j] == 0 ? 0 : random.NextDouble() * Math.Pow(10, random.Next(-6, 4));
            prices.Nu[j] = double.IsFinite(form.TokenLimits[j]) ? random.NextDouble() * Math.Pow(10, random.Next(-6, 2)) : 0;
        }

        var scan = new RegretScan(form);
        scan.Run(prices);
        var f = problem.Objective == Objective.BestQuality ? -optimum * problem.QueryCount : optimum;
        Assert.That(scan.Bound, Is.LessThanOrEqualTo(f + (1e-13 * (Math.Abs(f) + form.SmallestScale))));
    }

    private static AssignmentProblem Problem(int seed, bool hasTokens = true)
    {
        var basis = RandomProblem.Realistic(11 + seed, 4, seed, seed % 2 == 0 ? Objective.LeastCost : Objective.BestQuality, 1.1);
        var random = new Random(seed);
        var eligible = Enumerable.Range(0, basis.QueryCount * 4).Select(k => k % 4 == 0 || random.Next(4) > 0).ToArray();
        var tokens = new QueryEndpointMatrix([.. eligible.Select(_ => 100 * random.NextDouble())], 4);
        return new AssignmentProblem(basis.Cost, basis.Quality)
        {
            Objective = basis.Objective,
            QualityFloor = basis.QualityFloor,
            Budget = basis.Budget,
            WorkloadLimits = basis.WorkloadLimits,
            Tokens = hasTokens ? tokens : null,
            TokenLimits = hasTokens ? [null, 500, 300, null] : null,
            Eligible = eligible,
        };
    }

    private static (SmoothedDual Dual, double[] Prices) Make(int seed, bool hasLeastLoads = false)
    {
        var form = Form(seed, hasLeastLoads);
        var dual = new SmoothedDual(new ScaledProblem(form, new ScaledMatrices(form)));
        var random = new Random(seed);
        return (dual, [.. Enumerable.Range(0, dual.Dimension).Select(_ => random.NextDouble())]);
    }

    /// <summary>Least loads and limits on tokens do not go together here.</summary>
    private static LagrangianForm Form(int seed, bool hasLeastLoads)
    {
        var form = LagrangianFormBuilder.Of(Formulation.Of(Problem(seed, hasTokens: !hasLeastLoads)));
        for (var j = 0; j < form.M && hasLeastLoads; j += 2)
            form.LeastLoads[j] = 1 + (seed % 3);
        return form;
    }

    private static double At(SmoothedDual dual, double[] y, int k, double change)
    {
        var moved = y.ToArray();
        moved[k] += change;
        dual.Evaluate(moved, Tau, new bool[y.Length]);
        return dual.Value;
    }
}
