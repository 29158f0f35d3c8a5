using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Capacity;

public sealed class LedgerModelTests
{
    private static readonly Gen<(string Endpoint, string? Key, double Tokens, double Usd)> _claim = Gen.Select(
        Gen.Int[0, 1].Select(n => n == 0 ? "a" : "b"),
        Gen.Int[0, 2].Select(n => n == 0 ? null : n == 1 ? "gold" : "other"),
        Gen.Int[0, 260].Select(tokens => (double)tokens),
        Gen.Int[0, 15].Select(cents => cents / 100.0));

    private static readonly Gen<CapacityUsage> _usage = Gen.OneOf(
        Gen.Const(default(CapacityUsage)),
        Gen.Const(CapacityUsage.NotSent),
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 20], (tokens, cents) => new CapacityUsage(tokens, cents / 100.0)),
        Gen.Int[0, 300].Select(tokens => new CapacityUsage(tokens, null)));

    private static readonly int[] _seconds = [1, 9, 20, 40, 50, 61];

    // Steps are longer than the span within which the ledger lets amounts share an entry, so that it is exact and the model need not know it.
    private static readonly Gen<TimeSpan> _step = Gen.Int[0, 5].Select(n => TimeSpan.FromSeconds(_seconds[n]));

    [Test]
    public void AnySequenceOfOperations_AgainstTheSequentialModel_GivesTheSameAnswersAndLeavesTheSameFree() =>
        Assert.That(Sample, Throws.Nothing, "the sample throws where the ledger and the model differ");

    private static void Sample() =>
        Gen.Const(0).Select(_ => (new Actual(), new LedgerModel())).SampleModelBased(
            [
                _claim.List[1, 3].Operation<Actual, LedgerModel>((ledger, claims) => ledger.Reserve(claims), (model, claims) => model.Reserve(Actual.Claims(claims, model.Log.Count))),
                _claim.List[1, 1].Operation<Actual, LedgerModel>((ledger, claims) => ledger.Reserve(claims), (model, claims) => model.Reserve(Actual.Claims(claims, model.Log.Count))),
                Gen.Select(Gen.Int[0, 30], _usage).Operation<Actual, LedgerModel>(
                    (ledger, each) => ledger.Complete(Actual.Id(each.Item1), each.Item2),
                    (model, each) => model.Complete(Actual.Id(each.Item1), each.Item2)),
                _step.Operation<Actual, LedgerModel>((ledger, step) => ledger.Time.Advance(step), (model, step) => model.Advance(step)),
                Gen.Int[0, 1].Operation<Actual, LedgerModel>(
                    (ledger, variant) => ledger.Configure(LedgerSetup.Limits(variant)),
                    (model, variant) => model.Configure(LedgerSetup.Limits(variant))),
            ],
            equal: (actual, model) => actual.Matches(model),
            iter: 3000,
            printActual: actual => actual.Describe(),
            printModel: model => string.Join(' ', model.Log));

    private sealed class Actual : IDisposable
    {
        private readonly CapacityLedger _ledger;
        private readonly List<string> _log = [];
        private readonly List<PlacementId> _expired = [];

        public Actual()
        {
            _ledger = new CapacityLedger(Time);
            _ledger.Expired += (_, expired) => _expired.Add(expired.Id);
            Configure(LedgerSetup.Limits(0));
        }

        public FakeTimeProvider Time { get; } = new();

        public static PlacementId Id(int number) => new(1, number);

        // Ids that run on and now and then come again, so that claims are sent twice too.
        public static CapacityClaim[] Claims(IEnumerable<(string Endpoint, string? Key, double Tokens, double Usd)> claims, int operation) =>
            [.. claims.Select((claim, place) => new CapacityClaim(Id((operation + (place * 7)) % 31), "", claim.Endpoint, claim.Tokens, claim.Usd, claim.Key))];

        public void Dispose() => _ledger.Dispose();

        public void Configure(CapacityLimits limits) => _ledger.ConfigureAsync(limits).AtOnce();

        public void Reserve(IReadOnlyList<(string Endpoint, string? Key, double Tokens, double Usd)> claims)
        {
            var made = Claims(claims, _log.Count);
            var answer = made.Length == 1 ? _ledger.TryReserveAsync(made[0]).AtOnce() : _ledger.TryReserveAsync(made).AtOnce();
            _log.Add($"{answer.RefusedBy}");
        }

        public void Complete(PlacementId id, CapacityUsage usage) => _log.Add($"{_ledger.CompleteAsync(id, usage).AtOnce()}");

        public bool Matches(LedgerModel model)
        {
            var free = _ledger.GetFreeAsync("", LedgerSetup.Keys).AtOnce();
            return _log.SequenceEqual(model.Log)
                && _expired.Select(id => id.Sequence).Order().SequenceEqual(model.Expired.Select(id => id.Sequence).Order())
                && free.Endpoints.All(entry => IsSame(entry.Value, model.Free(entry.Key)))
                && free.SpendUsd == model.FreeSpend()
                && LedgerSetup.Keys.All(key => free.Budgets[key] == model.FreeBudget(key));
        }

        private static bool IsSame(EndpointCapacity left, EndpointCapacity right) =>
            left with { Load = null } == right with { Load = null } && (left.Load is null) == (right.Load is null) && Math.Abs((left.Load ?? 0) - (right.Load ?? 0)) < 1e-6;

        public string Describe() =>
            $"{string.Join(' ', _log)}; {string.Join(", ", _ledger.GetFreeAsync("", LedgerSetup.Keys).AtOnce().Endpoints)}";
    }
}
