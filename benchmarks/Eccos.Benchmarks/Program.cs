using BenchmarkDotNet.Running;
using Eccos.Benchmarks.Serving;
using Eccos.Benchmarks.Solver;

switch (args)
{
    case ["percentiles", .. var rest]:
        SolverPercentiles.Run(rest);
        break;
    case ["serve", .. var rest]:
        await ServingLoad.RunAsync(rest);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
