using Eccos.Experiments.Arguments;

namespace Eccos.Experiments.Commands.Evaluate.Deciding;

/// <summary>A line of decisions.jsonl: what one policy decided for all test queries in one order.</summary>
/// <param name="Role">What its figures are for.</param>
/// <param name="Setting">The setting.</param>
/// <param name="Capacity">The workload limit in even shares of a window; null for none.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Against">The baseline it is held against; null for none.</param>
/// <param name="Asked">The floor or the share of spend asked of it; null for none.</param>
/// <param name="Seed">Draws the order of the queries.</param>
/// <param name="Models">The endpoints' names.</param>
/// <param name="Chosen">For each query of the test file the place of its endpoint among them; -1 for none.</param>
internal sealed record DecisionsLine(
    string Role,
    string Setting,
    decimal? Capacity,
    string Policy,
    string? Against,
    double? Asked,
    int Seed,
    IReadOnlyList<string> Models,
    IReadOnlyList<int> Chosen)
{
    public static IEnumerable<DecisionsLine> Of(IEnumerable<DecidedRun> decided, ModelPool pool) => decided.SelectMany(entry => entry.Runs.Select(run => new DecisionsLine(
        EnumName.Of(entry.Plan.Role),
        EnumName.Of(entry.Plan.Setting),
        entry.Plan.Capacity,
        run.Policy,
        entry.Plan.Against,
        entry.Plan.Asked,
        run.Options.Seed,
        pool.Names,
        run.EndpointOf)));
}
