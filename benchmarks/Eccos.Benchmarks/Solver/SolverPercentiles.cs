using System.Globalization;
using Eccos.Benchmarks.Solver.Sources;
using Eccos.Optimization;

namespace Eccos.Benchmarks.Solver;

/// <summary>
/// Prints how long the dual-guided optimizer takes, as percentiles over seeds, and how many times longer whole programs take on the same batches:
/// <c>percentiles [--predictions FILE | --kinds K [--noise E]] [--limits NAME] [seeds 100] [repeats 3] [rivals 2] [seconds 30] [queries 0 = all sizes]</c>. Batches are of
/// graded difficulty, or drawn from a file of predictions, or of K kinds of queries, alike but for the noise; NAME is one of <see cref="BatchLimits"/>. Each batch is
/// solved <c>repeats</c> times and the fastest counts, so that what else the machine does weighs less; <c>cpu</c> is the processor time of the process,
/// which a busy machine hardly stretches. Rivals are measured on the first <c>rivals</c> seeds with a time limit of <c>seconds</c>, once each, against the median of
/// several solves. Solves that do not count come first, so that none is measured before the run-time has compiled what it runs.
/// </summary>
internal static class SolverPercentiles
{
    private static readonly string[] _rivals = ["CBC", "SCIP", "HIGHS", "SAT", "GLOP"];
    private static readonly double[] _parts = [0.1, 0.5, 0.9, 0.98];
    private static readonly TimeSpan _shortestWarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestWarmUp = TimeSpan.FromSeconds(5);
    private const int WarmUps = 60;
    private const int Comparisons = 15;

    public static void Run(string[] args)
    {
        var source = SourceOf(ref args);
        var limits = LimitsOf(ref args);
        var (seeds, repeats, rivals, seconds, only) = (Number(args, 0, 100), Number(args, 1, 3), Number(args, 2, 2), Number(args, 3, 30), Number(args, 4, 0));
        foreach (var (n, m, gap) in source.Sizes.Where(size => only == 0 || size.N == only))
        {
            foreach (var headroom in (double[])[3, 1.1])
                Run(source, limits, n, m, gap, headroom, n >= 100_000 ? Math.Min(seeds, 4) : seeds, repeats, n >= 10_000 ? Math.Min(rivals, 1) : rivals, TimeSpan.FromSeconds(seconds));
        }
    }

    private static void Run(IBatchSource source, BatchLimits limits, int n, int m, double gap, double headroom, int seeds, int repeats, int rivals, TimeSpan timeLimit)
    {
        var optimizer = new DualGuidedOptimizer(new DualGuidedOptimizerOptions { RelativeGap = gap });
        var (times, cpu, allocated, worst, unmet) = (new List<double>(), new List<double>(), new List<double>(), 0.0, 0);
        WarmUp(optimizer, [.. _parts.Select(part => source.Create(n, m, 0).Limited(limits, headroom, part))]);
        for (var seed = 0; seed < seeds; seed++)
        {
            foreach (var part in _parts)
            {
                var problem = source.Create(n, m, seed).Limited(limits, headroom, part);
                var before = GC.GetAllocatedBytesForCurrentThread();
                var (milliseconds, processor, assignment) = Fastest(repeats, () => optimizer.Solve(problem));
                allocated.Add((GC.GetAllocatedBytesForCurrentThread() - before) / (2.0 * sizeof(double) * n * m * repeats));
                times.Add(milliseconds);
                cpu.Add(processor);
                worst = Math.Max(worst, assignment.Gap);
                unmet += assignment.IsFound && assignment.Gap <= gap * 1.0001 ? 0 : 1;
            }
        }

        Print($"N {n,6}  M {m,2}  gap {gap:0.####}  headroom {headroom}  worst gap {worst:E1}  gap not met {unmet} of {times.Count}");
        Print($"    wall  {Percentiles(times)} ms");
        Print($"    cpu   {Percentiles(cpu)} ms");
        Print($"    alloc {Percentiles(allocated)} times the matrices of costs and qualities");
        Compare([.. Enumerable.Range(0, rivals).Select(seed => source.Create(n, m, seed).Limited(limits, headroom, _parts[1]))], optimizer, gap, timeLimit);
    }

    private static void Compare(AssignmentProblem[] problems, DualGuidedOptimizer optimizer, double gap, TimeSpan timeLimit)
    {
        if (problems.Length == 0)
            return;
        var own = problems.Sum(problem => Median(() => optimizer.Solve(problem)));
        Print($"    dual  {own / problems.Length,9:F1} ms, the median of {Comparisons}");
        foreach (var rival in _rivals)
        {
            var (other, above) = (0.0, 0.0);
            foreach (var problem in problems)
            {
                var (theirs, _, objective) = Fastest(1, () => WholeProgram.Solve(problem, rival, gap, timeLimit));
                other += theirs;
                var (worse, better) = problem.Objective == Objective.BestQuality ? (optimizer.Solve(problem).Objective, objective) : (objective, optimizer.Solve(problem).Objective);
                above = Math.Max(above, double.IsNaN(objective) ? double.PositiveInfinity : (worse / better) - 1);
            }

            Print($"    {rival,-5} {other / problems.Length,9:F1} ms, {other / own,7:F0} x as long; objective {above:+0.0E+0;-0.0E+0} against the dual-guided one");
        }
    }

    private static void WarmUp(DualGuidedOptimizer optimizer, AssignmentProblem[] problems)
    {
        // The run-time compiles what has run often a while later and beside it, on the same core where there is but one.
        var start = TimeProvider.System.GetTimestamp();
        for (var (k, elapsed) = (0, TimeSpan.Zero); elapsed < _shortestWarmUp || (k < WarmUps && elapsed < _longestWarmUp); k++)
        {
            optimizer.Solve(problems[k % problems.Length]);
            elapsed = TimeProvider.System.GetElapsedTime(start);
        }
    }

    private static double Median(Func<Assignment> solve)
    {
        double[] times = [.. Enumerable.Range(0, Comparisons).Select(_ => Fastest(1, solve).Wall)];
        Array.Sort(times);
        return times[Comparisons / 2];
    }

    /// <summary>The source that options name; what is left of the arguments are the numbers.</summary>
    private static IBatchSource SourceOf(ref string[] args)
    {
        IBatchSource source = new GradedSource();
        if (args is ["--predictions", var path, ..])
            (source, args) = (new PredictionsSource(path), args[2..]);
        else if (args is ["--kinds", _, "--noise", var noise, ..])
            (source, args) = (new KindsSource(Number(args, 1, 3), double.Parse(noise, CultureInfo.InvariantCulture)), args[4..]);
        else if (args is ["--kinds", _, ..])
            (source, args) = (new KindsSource(Number(args, 1, 3), 0), args[2..]);
        return source;
    }

    private static BatchLimits LimitsOf(ref string[] args)
    {
        if (args is not ["--limits", var name, ..])
            return BatchLimits.Floor;
        args = args[2..];
        return Enum.TryParse<BatchLimits>(name, ignoreCase: true, out var limits) && Enum.IsDefined(limits)
            ? limits
            : throw new ArgumentException($"--limits is '{name}'; it is one of {string.Join(", ", Enum.GetNames<BatchLimits>())}.");
    }

    private static (double Wall, double Processor, T Result) Fastest<T>(int repeats, Func<T> solve)
    {
        var (wall, processor) = (double.PositiveInfinity, double.PositiveInfinity);
        var result = default(T)!;
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var (start, busy) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
            result = solve();
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds);
            wall = Math.Min(wall, TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        return (wall, processor, result);
    }

    private static string Percentiles(List<double> values)
    {
        values.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):F2}  p90 {At(0.9):F2}  p95 {At(0.95):F2}  p99 {At(0.99):F2}");

        double At(double quantile) => values[Math.Min(values.Count - 1, (int)(quantile * values.Count))];
    }

    private static int Number(string[] args, int place, int otherwise) =>
        place < args.Length ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
