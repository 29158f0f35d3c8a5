using BenchmarkDotNet.Running;
using Eccos.Benchmarks.Solver;

if (args is ["percentiles", .. var rest])
    SolverPercentiles.Run(rest);
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
