using Microsoft.Extensions.Time.Testing;

namespace Eccos.Core.Tests.Health;

public sealed class EndpointBreakerTests
{
    private static readonly EndpointOutcome _error = new(OutcomeKind.Error);
    private readonly FakeTimeProvider _time = new();
    private readonly List<EndpointState> _changes = [];
    private readonly HealthOptions _options = new() { FailuresToCoolDown = 3, FirstPause = TimeSpan.FromSeconds(4), PauseGrowth = 3, LongestPause = TimeSpan.FromSeconds(30) };

    [SetUp]
    public void Clear() => _changes.Clear();

    [Test]
    public void Report_FailuresInARow_CoolDownAndASuccessBetweenThemStartsAnew()
    {
        var breaker = Breaker();
        Fail(breaker, 2);
        Enter(breaker).Report(EndpointOutcome.Ok);
        Fail(breaker, 2);

        var before = breaker.Health;
        Fail(breaker, 1);

        Assert.That((before.State, before.Failures), Is.EqualTo((EndpointState.InUse, 2)));
        Assert.That((breaker.Health.State, breaker.Health.PauseLeft), Is.EqualTo((EndpointState.CoolingDown, TimeSpan.FromSeconds(4))));
        Assert.That(_changes, Is.EqualTo(new[] { EndpointState.CoolingDown }));
    }

    [TestCase(OutcomeKind.Timeout)]
    [TestCase(OutcomeKind.BadAnswer)]
    [TestCase(OutcomeKind.Refused)]
    public void Report_AnyFailure_Counts(OutcomeKind kind)
    {
        var breaker = Breaker();
        for (var n = 0; n < 3; n++)
            Enter(breaker).Report(new EndpointOutcome(kind));

        Assert.That(breaker.Health.State, Is.EqualTo(EndpointState.CoolingDown));
    }

    [Test]
    public void Report_RefusedWithRetryAfter_CoolsDownAtOnceForAsLongAsAskedAndALaterRefusalLengthensIt()
    {
        var breaker = Breaker();
        var (first, second) = (Enter(breaker), Enter(breaker));

        first.Report(new EndpointOutcome(OutcomeKind.Refused, TimeSpan.FromSeconds(100)));
        var pause = breaker.Health.PauseLeft;
        second.Report(new EndpointOutcome(OutcomeKind.Refused, TimeSpan.FromSeconds(150)));

        Assert.That((pause, breaker.Health.PauseLeft), Is.EqualTo((TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(150))));
        Assert.That(breaker.Health.Pauses, Is.EqualTo(1));
    }

    [Test]
    public void TryEnter_CoolingDown_RefusesUntilThePauseIsOverThenLetsOneThrough()
    {
        var breaker = Breaker();
        Fail(breaker, 3);

        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.That(breaker.TryEnter(TimeSpan.FromMinutes(10), out _, out var retryAfter), Is.False);
        _time.Advance(retryAfter);
        var room = breaker.Room(TimeSpan.FromMinutes(10));
        var probe = Enter(breaker);

        Assert.That((retryAfter, room, breaker.Room(TimeSpan.FromMinutes(10))), Is.EqualTo((TimeSpan.FromSeconds(1), (int?)1, (int?)0)));
        Assert.That(breaker.TryEnter(TimeSpan.FromMinutes(10), out _, out _), Is.False, "one probe at a time");
        probe.Report(EndpointOutcome.Ok);
        Assert.That((breaker.Health.State, breaker.Room(TimeSpan.FromMinutes(10)), breaker.Health.Pauses), Is.EqualTo((EndpointState.InUse, (int?)null, 0)));
    }

    [Test]
    public void Report_ProbesThatFail_GrowThePauseToTheLongest()
    {
        var breaker = Breaker();
        Fail(breaker, 3);
        var pauses = new List<double>();
        for (var n = 0; n < 4; n++)
        {
            pauses.Add(breaker.Health.PauseLeft.TotalSeconds);
            _time.Advance(breaker.Health.PauseLeft);
            Enter(breaker).Report(_error);
        }

        Assert.That(pauses, Is.EqualTo(new[] { 4, 12, 30, 30 }));
    }

    [Test]
    public void Report_OutcomeOfAnEarlierTerm_ChangesNothing()
    {
        var breaker = Breaker();
        HealthTicket[] old = [.. Enumerable.Range(0, 6).Select(_ => Enter(breaker))];
        Fail(breaker, 3);
        old[0].Report(_error);
        var whileOut = breaker.Health;
        _time.Advance(TimeSpan.FromSeconds(4));
        var probe = Enter(breaker);
        old[1].Report(EndpointOutcome.Ok);
        var whileProbing = breaker.Health;
        probe.Report(EndpointOutcome.Ok);
        for (var n = 2; n < 6; n++)
            old[n].Report(_error);

        Assert.That((whileOut.PauseLeft.TotalSeconds, whileOut.Pauses, whileProbing.State), Is.EqualTo((4d, 1, EndpointState.Probing)));
        Assert.That((breaker.Health.State, breaker.Health.Failures), Is.EqualTo((EndpointState.InUse, 0)));
    }

    [Test]
    public void Leave_ProbeWithoutNews_LetsAnotherTry()
    {
        var breaker = Breaker();
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromSeconds(4));

        Enter(breaker).Leave();

        Assert.That(breaker.TryEnter(TimeSpan.FromMinutes(10), out _, out _), Is.True);
    }

    [Test]
    public void TryEnter_WhoIsToldOfTheProbeThrows_LetsAnotherTry()
    {
        var breaker = new EndpointBreaker("a", _time, _options, health =>
        {
            if (health.State == EndpointState.Probing)
                throw new InvalidOperationException("logger");
        });
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromSeconds(4));

        Assert.That(() => breaker.TryEnter(TimeSpan.FromMinutes(10), out _, out _), Throws.InvalidOperationException);
        Assert.That(breaker.TryEnter(TimeSpan.FromMinutes(10), out _, out _), Is.True);
    }

    [Test]
    public void TryEnter_ProbeForgottenForALeaseLifetime_IsTakenOverAndItsLateOutcomeIsOldNews()
    {
        var breaker = Breaker();
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromSeconds(4));
        var forgotten = Enter(breaker);
        _time.Advance(TimeSpan.FromMinutes(10));

        var probe = Enter(breaker);
        forgotten.Report(_error);

        Assert.That(breaker.Health.State, Is.EqualTo(EndpointState.Probing));
        probe.Report(EndpointOutcome.Ok);
        Assert.That(breaker.Health.State, Is.EqualTo(EndpointState.InUse));
    }

    [Test]
    public void TryEnter_ManyThreadsAfterThePause_AdmitsOneProbe()
    {
        var breaker = Breaker();
        Fail(breaker, 3);
        _time.Advance(TimeSpan.FromDays(400));
        var admitted = 0;

        Parallel.For(0, 200, _ =>
        {
            if (breaker.TryEnter(TimeSpan.FromMinutes(10), out var _, out var _))
                Interlocked.Increment(ref admitted);
        });

        Assert.That(admitted, Is.EqualTo(1));
    }

    private EndpointBreaker Breaker() => new("a", _time, _options, health => _changes.Add(health.State));

    private static HealthTicket Enter(EndpointBreaker breaker)
    {
        Assert.That(breaker.TryEnter(TimeSpan.FromMinutes(10), out var ticket, out _), Is.True);
        return ticket;
    }

    private static void Fail(EndpointBreaker breaker, int times)
    {
        for (var n = 0; n < times; n++)
            Enter(breaker).Report(_error);
    }
}
