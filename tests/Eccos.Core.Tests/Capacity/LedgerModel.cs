namespace Eccos.Core.Tests.Capacity;

/// <summary>
/// What a ledger must do, written without regard to speed: one list of charges per limit, every sum taken anew over the charges younger than its window.
/// </summary>
internal sealed class LedgerModel
{
    private readonly Dictionary<string, List<Charge>> _charges = [];
    private readonly Dictionary<PlacementId, Held> _held = [];
    private CapacityLimits _limits = LedgerSetup.Limits(0);

    public TimeSpan Now { get; private set; }

    public List<PlacementId> Expired { get; } = [];

    public List<string> Log { get; } = [];

    public void Configure(CapacityLimits limits)
    {
        _limits = limits;
        Advance(TimeSpan.Zero);
    }

    public void Reserve(IReadOnlyList<CapacityClaim> claims)
    {
        var taken = new List<PlacementId>();
        foreach (var claim in claims)
        {
            if (_held.ContainsKey(claim.Id))
                continue;
            var refusal = Meters(claim).Where(meter => !meter.Fits).Select(meter => meter.Kind).FirstOrDefault();
            if (refusal != CapacityKind.None)
            {
                foreach (var id in taken)
                {
                    _held.Remove(id, out var back);
                    foreach (var (name, charge) in back!.Charges)
                        _charges[name].Remove(charge);
                }

                Log.Add($"{refusal}");
                return;
            }

            taken.Add(claim.Id);
            var counted = Meters(claim).Where(meter => meter.Name is not null).ToDictionary(meter => meter.Name!, meter => Add(meter.Name!, meter.Amount));
            _held.Add(claim.Id, new Held(claim, Now, false, counted));
        }

        Log.Add("None");
    }

    public void Complete(PlacementId id, CapacityUsage usage)
    {
        Log.Add($"{_held.Remove(id, out var held)}");
        if (held is null)
            return;
        foreach (var (name, charge) in held.Charges)
        {
            decimal? used = name[0] switch
            {
                'r' => usage.IsUnsent ? 0 : null,
                't' => (decimal?)usage.Tokens,
                _ => (decimal?)usage.CostUsd,
            };
            var expected = name[0] switch { 'r' => 1, 't' => (decimal)held.Claim.Tokens!.Value, _ => (decimal)held.Claim.CostUsd!.Value };
            if (used is not { } amount)
                continue;
            if (Now - charge.Time < Window(name))
                charge.Amount += amount - expected;
            else if (amount > expected)
                Add(name, amount - expected);
        }
    }

    public void Advance(TimeSpan step)
    {
        Now += step;
        foreach (var (id, held) in _held.Where(entry => Now - entry.Value.Since >= _limits.LeaseLifetime).OrderBy(entry => entry.Value.Since).ToList())
        {
            if (held.IsExpired)
            {
                _held.Remove(id);
            }
            else
            {
                Expired.Add(id);
                _held[id] = held with { Since = Now, IsExpired = true };
            }
        }
    }

    public EndpointCapacity Free(string endpoint)
    {
        var limits = _limits.Endpoints.Single(each => each.Name == endpoint);
        var inFlight = InFlight(endpoint);
        int? slots = limits.ConcurrencyLimit - inFlight;
        int? minute = limits.RequestsPerMinute is { } requests ? (int)(requests - Sum($"r{endpoint}")) : null;
        var free = slots is null || minute is null ? slots ?? minute : Math.Min(slots.Value, minute.Value);
        return new EndpointCapacity(
            free is { } number ? Math.Max(0, number) : null,
            limits.TokensPerMinute is { } tokens ? (long)Math.Max(0, tokens - Sum($"t{endpoint}")) : null,
            limits.SpendLimit is { } spend ? (double)Math.Max(0, (decimal)spend.Usd - Sum($"e{endpoint}")) : null,
            inFlight)
        {
            Load = new[]
            {
                inFlight / (double?)limits.ConcurrencyLimit,
                (double)Sum($"r{endpoint}") / limits.RequestsPerMinute,
                (double)Sum($"t{endpoint}") / limits.TokensPerMinute,
                (double)Sum($"e{endpoint}") / limits.SpendLimit?.Usd,
            }.Max(),
        };
    }

    public double? FreeSpend() => _limits.Spend is { } spend ? (double)Math.Max(0, (decimal)spend.Usd - Sum("s")) : null;

    public double? FreeBudget(string key) => Budget(key) is { } spend ? (double)Math.Max(0, (decimal)spend.Usd - Sum($"k{key}")) : null;

    private IEnumerable<(string? Name, CapacityKind Kind, decimal Amount, bool Fits)> Meters(CapacityClaim claim)
    {
        var limits = _limits.Endpoints.Single(each => each.Name == claim.Endpoint);
        yield return (null, CapacityKind.Concurrency, 1, limits.ConcurrencyLimit is not { } slots || InFlight(claim.Endpoint) < slots);
        if (limits.RequestsPerMinute is { } requests)
            yield return Meter($"r{claim.Endpoint}", CapacityKind.RequestsPerMinute, 1, requests);
        if (limits.TokensPerMinute is { } tokens)
            yield return Meter($"t{claim.Endpoint}", CapacityKind.TokensPerMinute, (decimal)claim.Tokens!.Value, tokens);
        if (limits.SpendLimit is { } endpoint)
            yield return Meter($"e{claim.Endpoint}", CapacityKind.EndpointSpend, (decimal)claim.CostUsd!.Value, (decimal)endpoint.Usd);
        if (_limits.Spend is { } scheduler)
            yield return Meter("s", CapacityKind.SchedulerSpend, (decimal)claim.CostUsd!.Value, (decimal)scheduler.Usd);
        if (claim.BudgetKey is { } key && Budget(key) is { } budget)
            yield return Meter($"k{key}", CapacityKind.BudgetKeySpend, (decimal)claim.CostUsd!.Value, (decimal)budget.Usd);
    }

    private (string?, CapacityKind, decimal, bool) Meter(string name, CapacityKind kind, decimal amount, decimal limit) => (name, kind, amount, Sum(name) + amount <= limit);

    private SpendLimit? Budget(string key) => _limits.Budgets.GetValueOrDefault(key) ?? _limits.DefaultBudget;

    private int InFlight(string endpoint) => _held.Values.Count(held => held.Claim.Endpoint == endpoint && !held.IsExpired);

    private decimal Sum(string name) => _charges.GetValueOrDefault(name)?.Where(charge => Now - charge.Time < Window(name)).Sum(charge => charge.Amount) ?? 0;

    private Charge Add(string name, decimal amount)
    {
        if (!_charges.TryGetValue(name, out var charges))
            _charges[name] = charges = [];
        charges.Add(new Charge { Time = Now, Amount = amount });
        return charges[^1];
    }

    private static TimeSpan Window(string name) => name[0] switch
    {
        'r' or 't' => TimeSpan.FromMinutes(1),
        _ => LedgerSetup.SpendWindow,
    };

    private sealed class Charge
    {
        public TimeSpan Time { get; init; }

        public decimal Amount { get; set; }
    }

    private sealed record Held(CapacityClaim Claim, TimeSpan Since, bool IsExpired, Dictionary<string, Charge> Charges);
}
