using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Collect;

/// <summary>The arguments of the collect command.</summary>
/// <param name="Benchmark">The questions.</param>
/// <param name="Format">The form of the benchmark file.</param>
/// <param name="Endpoints">The endpoints' configuration.</param>
/// <param name="Output">Takes the records.</param>
/// <param name="CeilingUsd">What may be spent in all; null for no ceiling.</param>
/// <param name="MaxOutputTokens">The most tokens of an answer.</param>
/// <param name="Limit">The most questions; 0 for all.</param>
/// <param name="Stream">Whether answers are read as streams.</param>
/// <param name="Regrade">Whether old answers are graded anew.</param>
internal sealed record CollectSettings(
    FileInfo Benchmark,
    BenchmarkFormat Format,
    FileInfo Endpoints,
    FileInfo Output,
    double? CeilingUsd,
    int MaxOutputTokens,
    int Limit,
    bool Stream,
    bool Regrade);
