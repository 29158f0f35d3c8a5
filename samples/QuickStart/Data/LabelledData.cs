using Eccos;
using Eccos.Observations;
using QuickStart.Synthetic;

namespace QuickStart.Data;

/// <summary>Labelled queries, cut in two by a hash of their text, and the endpoints they were put to.</summary>
/// <param name="Title">What the data are.</param>
/// <param name="Pool">The endpoints, with prices where they are known, and workload limits.</param>
/// <param name="Training">What the predictor is fitted to.</param>
/// <param name="Test">What is scheduled: held-out records that tell outcome and cost of every endpoint.</param>
/// <param name="LeftOut">Held-out records that do not, and so cannot judge a decision.</param>
internal sealed record LabelledData(string Title, ModelPool Pool, TrainingSet Training, IReadOnlyList<QAServeRecord> Test, int LeftOut)
{
    private const int SyntheticRecordCount = 3600;
    private const double TestFraction = 1.0 / 6;

    public static LabelledData Synthetic(int seed) => Create(
        $"synthetic questions and endpoints, generated with seed {seed}",
        new ModelPool(SyntheticPool.All.Select(endpoint => endpoint.ToEndpoint())),
        SyntheticRecords.Generate(SyntheticRecordCount, seed),
        seed);

    /// <exception cref="EccosException">A file cannot be read, or its records do not suffice.</exception>
    public static async Task<LabelledData> ReadAsync(FileInfo file, FileInfo? cards, int batchSize, int seed, CancellationToken cancellationToken)
    {
        var records = await QAServeFile.ReadAsync(file.FullName, cancellationToken).ToListAsync(cancellationToken);
        var names = records.SelectMany(record => record.Outputs).Select(output => output.Endpoint).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
            throw new EccosException($"{file.Name} tells of no endpoint.");
        var prices = cards is null ? [] : EndpointCards.Read(cards, dataSet: file.Name.Split('.')[0]);
        var limit = WorkloadLimits.Balanced(batchSize, names.Count);
        var pool = new ModelPool(names.Select(name => new Endpoint(name) { Prices = prices.GetValueOrDefault(name), ConcurrencyLimit = limit }));
        return Create(file.Name, pool, records, seed);
    }

    private static LabelledData Create(string title, ModelPool pool, IReadOnlyList<QAServeRecord> records, int seed)
    {
        var split = new QuerySplit(TestFraction, seed);
        var training = TrainingSet.Create(pool, records.Where(record => !split.IsHeldOut(record.Query)));
        QAServeRecord[] heldOut = [.. records.Where(record => split.IsHeldOut(record.Query))];
        QAServeRecord[] test = [.. heldOut.Where(record => pool.All(endpoint => Labels.Find(record, endpoint) is { CostUsd: not null }))];
        if (test.Length == 0)
            throw new EccosException($"{title}: none of the {heldOut.Length} held-out records tells outcome and cost of all {pool.Count} endpoints.");

        // Files are often sorted by source; a host sees a mixture.
        new Random(seed).Shuffle(test);
        return new LabelledData(title, pool, training, test, heldOut.Length - test.Length);
    }
}
