using Eccos.Optimization.Tests.Support;

namespace Eccos.Optimization.Tests.Dual;

[Parallelizable(ParallelScope.All)]
internal sealed class PartTests
{
    [Test]
    public void Find_AnyPart_PartsDivideWhatIsStillLookedForAndBoundIt()
    {
        var (splits, byLoad) = (0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var form = SmallForms.Of(seed);
            var assignments = SmallForms.Assignments(form).ToList();
            var incumbent = new Incumbent(form, 0);
            if (assignments.Count > 0)
                incumbent.Offer(assignments[new Random(seed).Next(assignments.Count)].X);
            using var view = new PartForm(form, new ScaledMatrices(form));
            var whole = new Part(form.LeastLoads, form.WorkloadLimits, [], new DualPrices(form));
            view.Maximise(whole, whole.Prices, incumbent, () => false);
            Divide(whole, depth: 0);

            void Divide(Part part, int depth)
            {
                var within = assignments.Where(state => state.F < incumbent.Cutoff - 1e-9 && IsIn(part, state)).ToList();
                Assert.That(within.Select(state => state.F), Is.All.GreaterThanOrEqualTo(part.Bound - 1e-9), $"seed {seed}");
                if (depth == 3 || part.IsClosed(incumbent.Cutoff))
                    return;

                // As if a search had ended early, so that the best split is taken however little it gains.
                part.Searched(0.01, 1_000_000, isComplete: false, isBetter: false);
                if (new PartSplit(view, part, incumbent, () => false).Find() is not { } parts)
                    return;
                splits++;
                byLoad += parts.All(half => half.Choices.Length == part.Choices.Length) ? 1 : 0;
                foreach (var state in within)
                    Assert.That(parts.Count(half => IsIn(half, state)), Is.EqualTo(1), $"seed {seed}");
                foreach (var half in parts)
                {
                    Assert.That(half.Bound, Is.GreaterThanOrEqualTo(part.Bound));
                    Divide(half, depth + 1);
                }
            }
        }

        Assert.That(byLoad, Is.GreaterThan(50));
        Assert.That(splits, Is.GreaterThan(byLoad + 50));
    }

    [Test]
    public void Run_DearEndpoint_SplitsAndFindsWhatTheExactOptimizerFinds([Values(9, 12, 20)] int seed)
    {
        const double Gap = 1e-6;
        var problem = WithDearEndpoint(seed);
        var form = LagrangianFormBuilder.Of(Formulation.Of(problem));
        var (matrices, incumbent, whole) = (new ScaledMatrices(form), new Incumbent(form, Gap), new Part(form.LeastLoads, form.WorkloadLimits, [], new DualPrices(form)));
        using (var view = new PartForm(form, matrices))
            view.Maximise(whole, whole.Prices, incumbent, () => false);
        var scan = new RegretScan(form);
        scan.Run(whole.Prices);
        using var search = new PartSearch(form, matrices, scan, whole, incumbent, () => false);

        Assert.That(search.Run(), Is.True);

        var exact = new MipOptimizer(new MipOptimizerOptions { RelativeGap = Gap }).Solve(problem);
        Assert.That(incumbent.F, Is.EqualTo(exact.Objective).Within(2 * Gap * exact.Objective));
        Assert.That(search.Splits, Is.GreaterThan(0));
    }

    [Test]
    public void Show_PartAfterPart_LeavesNothingOfTheLast([Range(0, 20)] int seed)
    {
        var form = SmallForms.Of(seed);
        using var view = new PartForm(form, new ScaledMatrices(form));
        var incumbent = new Incumbent(form, 0);
        var whole = new Part(form.LeastLoads, form.WorkloadLimits, [], new DualPrices(form));
        view.Maximise(whole, whole.Prices, incumbent, () => false);
        var (regrets, prices) = (view.Scan.Regrets[..form.F.Length], whole.Prices.Mu.ToArray());
        var used = whole.With(new Choice(1, 1, IsUsed: true), new DualPrices(form));
        var part = used.With(new Choice(0, 0, IsUsed: false), new DualPrices(form)).WithLoad(0, 1, 1, new DualPrices(form));

        view.Maximise(part, whole.Prices, incumbent, () => false);
        Assert.That(Enumerable.Range(0, form.M).Where(j => double.IsFinite(view.Form.F[form.M + j])), Is.EqualTo([1]));
        Assert.That(view.Form.F[0], Is.EqualTo(double.PositiveInfinity));
        Assert.That((view.Form.LeastLoads[0], view.Form.WorkloadLimits[0]), Is.EqualTo((1, 1)));

        view.Show(whole);
        Assert.That(view.Form.F[..form.F.Length], Is.EqualTo(form.F));
        Assert.That(view.Scan.Regrets[..form.F.Length], Is.EqualTo(regrets));
        view.Maximise(whole, new DualPrices(form), incumbent, () => false);
        Assert.That(whole.Prices.Mu, Is.EqualTo(prices));
    }

    /// <summary>Endpoints that are full but for one that answers best at fifty times the cost, of which the floor needs few and a part of one more.</summary>
    private static AssignmentProblem WithDearEndpoint(int seed)
    {
        const int N = 50, M = 4;
        var random = new Random(seed);
        var (cost, quality) = (new double[N * M], new double[N * M]);
        for (var i = 0; i < N; i++)
        {
            var difficulty = random.NextDouble();
            for (var j = 0; j < M; j++)
            {
                cost[(i * M) + j] = (j == 0 ? 50 : 1 + (0.5 * j)) * (0.9 + (0.2 * random.NextDouble()));
                quality[(i * M) + j] = Math.Clamp((j == 0 ? 0.95 : 0.5 + (0.03 * j)) - (0.3 * difficulty) + (0.1 * random.NextDouble()), 0, 1);
            }
        }

        var matrix = new QueryEndpointMatrix(quality, M);
        return new AssignmentProblem(new QueryEndpointMatrix(cost, M), matrix)
        {
            WorkloadLimits = [null, .. Enumerable.Repeat((int?)15, M - 1)],
            QualityFloor = quality.Average() + 0.02,
        };
    }

    private static bool IsIn(Part part, SearchState state)
    {
        for (var j = 0; j < part.Most.Length; j++)
        {
            var load = state.X.Count(at => at == j);
            if (load < part.Least[j] || load > part.Most[j])
                return false;
        }

        return part.Choices.All(choice => choice.Allows(state.X[choice.Query]));
    }
}
