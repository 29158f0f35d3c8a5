using BenchmarkDotNet.Attributes;

namespace Eccos.Benchmarks.Capacity;

/// <summary>What it costs to reserve a query against every limit there is, and to settle it.</summary>
[MemoryDiagnoser]
public class LedgerBenchmarks : IDisposable
{
    private readonly CapacityClaim[] _batch = new CapacityClaim[64];
    private CapacityLedger _ledger = null!;
    private long _next;

    [GlobalSetup]
    public void Configure()
    {
        var spend = new SpendLimit(1e9, TimeSpan.FromMinutes(1));
        _ledger = new CapacityLedger();
        _ledger.ConfigureAsync(new CapacityLimits
        {
            Endpoints = [.. Enumerable.Range(0, 10).Select(j => new Endpoint($"endpoint-{j}")
            {
                ConcurrencyLimit = 1000,
                RequestsPerMinute = int.MaxValue,
                TokensPerMinute = long.MaxValue / 2,
                SpendLimit = spend,
            })],
            Spend = spend,
            DefaultBudget = spend,
        }).AsTask().Wait();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _ledger?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public async ValueTask<bool> ReserveAndSettle()
    {
        var claim = Claim();
        await _ledger.TryReserveAsync(claim).ConfigureAwait(false);
        return await _ledger.CompleteAsync(claim.Id, new CapacityUsage(480, 0.0019)).ConfigureAwait(false);
    }

    [Benchmark]
    public async ValueTask<bool> ReserveAndSettleBatchOf64()
    {
        for (var i = 0; i < _batch.Length; i++)
            _batch[i] = Claim();
        await _ledger.TryReserveAsync(_batch).ConfigureAwait(false);
        var known = true;
        foreach (var claim in _batch)
            known &= await _ledger.CompleteAsync(claim.Id, new CapacityUsage(480, 0.0019)).ConfigureAwait(false);
        return known;
    }

    [Benchmark]
    public ValueTask<CapacityAnswer> Refuse() => _ledger.TryReserveAsync(Claim() with { Tokens = null });

    private CapacityClaim Claim() => new(new PlacementId(1, ++_next), "", "endpoint-7", 500, 0.002, "tenant");
}
