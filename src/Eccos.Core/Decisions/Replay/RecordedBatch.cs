namespace Eccos;

/// <summary>The records of one batch, from which its problem is stated again.</summary>
internal sealed class RecordedBatch(BatchPlace first)
{
    // By the query's place: how many there are to be is only what a record says.
    private readonly SortedDictionary<int, (long Place, DecisionRecord Record)> _records = [];

    /// <summary>Whether all its records are there.</summary>
    public bool IsComplete => _records.Count == first.Queries;

    /// <exception cref="EccosException">The record contradicts another one of the batch.</exception>
    public void Add(long place, DecisionRecord record)
    {
        var at = record.Batch!;
        if (at.Queries != first.Queries)
            throw new EccosException($"Record {place}: batch '{at.Id}' has {at.Queries} queries here and {first.Queries} in another record.");
        if (!_records.TryAdd(at.Index, (place, record)))
            throw new EccosException($"Record {place}: query {at.Index} of batch '{at.Id}' stands in record {_records[at.Index].Place} already.");
    }

    /// <summary>Solves the batch and compares each query.</summary>
    /// <exception cref="EccosException">Records contradict each other.</exception>
    public void Decide(IOptimizer optimizer, ReplayTally tally, CancellationToken cancellationToken)
    {
        DecisionRecord[] records = [.. _records.Values.Select(entry => entry.Record)];
        if (Array.FindIndex(records, record => !record.Endpoints.Select(seen => seen.Name).SequenceEqual(records[0].Endpoints.Select(seen => seen.Name), StringComparer.Ordinal)) is >= 0 and var odd)
            throw new EccosException($"Record {_records[odd].Place}: batch '{first.Id}' is over other endpoints here than in its first record.");
        var conditions = records[0].Batch!.Conditions!;
        var assignment = conditions.RefusedBy == CapacityKind.None ? optimizer.Solve(Problem(records, conditions), cancellationToken) : null;
        for (var i = 0; i < records.Length; i++)
            tally.Compare(_records[i].Place, records[i], assignment?.EndpointOf[i] is >= 0 and var j ? records[i].Endpoints[j].Name : null);
    }

    private AssignmentProblem Problem(DecisionRecord[] records, BatchConditions conditions)
    {
        try
        {
            return Stated(records, conditions);
        }
        catch (ArgumentException wrong)
        {
            throw new EccosException($"Record {_records[0].Place}: batch '{first.Id}' cannot be stated again: {wrong.Message.ReplaceLineEndings(" ")}", wrong);
        }
    }

    private static AssignmentProblem Stated(DecisionRecord[] records, BatchConditions conditions) => new(Matrix(records, seen => seen.CostUsd), Quality(records))
    {
        Objective = records[0].Objective,
        QualityWeight = conditions.QualityWeightUsd,
        QualityFloor = conditions.QualityFloor,
        Budget = conditions.BudgetUsd,
        WhenInfeasible = conditions.WhenInfeasible,
        Groups = conditions.Groups ?? [],
        MinimumShares = conditions.MinimumShares,
        MaximumShares = conditions.MaximumShares,
        Eligible = records.SelectMany(record => record.Endpoints).Select(seen => seen.IsEligible).ToArray(),
        WorkloadLimits = conditions.FreeRequests,
        Tokens = conditions.FreeTokens is null ? null : Matrix(records, seen => seen.Tokens),
        TokenLimits = conditions.FreeTokens,
        StartingPrices = conditions.StartingPrices,
    };

    // What micro-batches are decided on counts a part of the error less.
    private static QueryEndpointMatrix Quality(DecisionRecord[] records)
    {
        var weight = records[0].Stream?.ErrorWeight ?? 0;
        return Matrix(records, seen => StreamStanding.Counted(seen.SuccessProbability, seen.StandardError, weight));
    }

    private static QueryEndpointMatrix Matrix(DecisionRecord[] records, Func<ConsideredEndpoint, double> value) =>
        new([.. records.SelectMany(record => record.Endpoints).Select(value)], records[0].Endpoints.Count);
}
