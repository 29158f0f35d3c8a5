namespace Eccos.QAServe.Tests.Simulating;

public sealed class VirtualTimeTests
{
    [Test]
    public async Task Delay_ClockMoved_EndsWhenItIsFired()
    {
        var clock = new VirtualClock();
        var time = new VirtualTime(clock);
        var start = time.GetTimestamp();
        var late = Task.Delay(TimeSpan.FromSeconds(20), time);
        var early = Task.Delay(TimeSpan.FromSeconds(10), time);

        Assert.That((clock.NextTimer, time.TimersSet), Is.EqualTo((TimeSpan.FromSeconds(10), 2)));
        Assert.That(clock.TryFire(), Is.False, "nothing is due");
        clock.MoveTo(TimeSpan.FromSeconds(10));
        Assert.That(clock.TryFire(), Is.True);
        await early;

        Assert.Multiple(() =>
        {
            Assert.That(late.IsCompleted, Is.False);
            Assert.That((clock.NextTimer, time.TimersSet), Is.EqualTo((TimeSpan.FromSeconds(20), 1)));
            Assert.That(time.GetElapsedTime(start), Is.EqualTo(TimeSpan.FromSeconds(10)));
            Assert.That(clock.TryFire(), Is.False);
        });
    }

    [Test]
    public void Timer_SetAnewPeriodicOrDisposed_FiresAsItWasSetLast()
    {
        var clock = new VirtualClock();
        var time = new VirtualTime(clock);
        var fired = new List<double>();
        var timer = time.CreateTimer(_ => fired.Add(clock.Now.TotalSeconds), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));

        for (var second = 1; second <= 9; second++)
        {
            clock.MoveTo(TimeSpan.FromSeconds(second));
            while (clock.TryFire())
            {
            }
        }

        Assert.That(fired, Is.EqualTo(new[] { 2, 5, 8 }));
        timer.Dispose();
        Assert.That((clock.NextTimer, time.TimersSet), Is.EqualTo(((TimeSpan?)null, 0)));
    }
}
