namespace Eccos.Core.Tests.Scheduling.Floor;

public sealed class RunningFloorTests
{
    [Test]
    public void Request_BeforeAnyQuery_AsksForTheFloorAndItsReserve()
    {
        var request = new RunningFloor(0.8).Request(64);

        Assert.That(request.Asked, Is.EqualTo(0.8 + (2.0 / 256)).Within(1e-15));
        Assert.That(request.Least, Is.EqualTo(0.8 - (2.0 / 64)).Within(1e-15));
        Assert.That(request.Multiplier, Is.Null);
    }

    [Test]
    public void Request_AfterADeficit_AsksForItBackOverTheHorizonAndHoldsTheFloor()
    {
        var floor = new RunningFloor(0.8);

        floor.Report(0.7, 100, 0.003);

        Assert.That(floor.State(), Is.EqualTo(new FloorState(100, 0.7, floor.State().Deficit, 0, 0.003)));
        Assert.That(floor.State().Deficit, Is.EqualTo(10).Within(1e-12));
        Assert.That(floor.Request(64).Asked, Is.EqualTo(0.8 + (12.0 / 256)).Within(1e-12));
        Assert.That(floor.Request(1024).Asked, Is.EqualTo(0.8 + (12.0 / 1024)).Within(1e-12));
        Assert.That(floor.Request(64).Least, Is.EqualTo(0.8).Within(1e-12), "more than the floor is asked for, but never needed");
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(300)]
    public void Report_EveryBatchAtItsLeast_KeepsTheRunningAverageWithinTheReserve(int batch)
    {
        var floor = new RunningFloor(0.75);
        var random = new Random(3);
        for (var t = 0; t < 500; t++)
        {
            // As low as allowed, or anything above it.
            var least = floor.Request(batch).Least;
            floor.Report(random.Next(3) > 0 ? least : least + ((1 - least) * random.NextDouble()), batch);

            var state = floor.State();
            Assert.That(state.AverageQuality, Is.GreaterThanOrEqualTo(0.75 - (RunningFloor.Reserve / state.Queries) - 1e-9));
        }
    }

    [Test]
    public void Report_EveryBatchAsAsked_HoldsTheReserve()
    {
        var floor = new RunningFloor(0.75);
        floor.Report(0.65, 200);

        for (var t = 0; t < 100; t++)
            floor.Report(floor.Request(64).Asked, 64);

        Assert.That(floor.State().Deficit, Is.EqualTo(-RunningFloor.Reserve).Within(1e-6));
    }

    [Test]
    public void ReportLabel_PredictionsTooHigh_RealisedSuccessReachesTheFloor()
    {
        var floor = new RunningFloor(0.8);
        var random = new Random(5);
        double right = 0;
        const int Queries = 20000;
        for (var i = 0; i < Queries; i++)
        {
            var a = floor.Request(1).Asked;
            floor.Report(a, 1);
            var y = random.NextDouble() < a - 0.05 ? 1.0 : 0;
            floor.ReportLabel(a, y);
            right += y;
        }

        // n alpha - R - 2 L max|o|, with |o| at most 0.12 on the way; the bound is for the worst labels, these are drawn.
        Assert.That(right / Queries, Is.GreaterThan(0.8 - ((RunningFloor.Reserve + (2 * 2000 * 0.12)) / Queries)));
        Assert.That(right / Queries, Is.EqualTo(0.8).Within(3 * Math.Sqrt(0.16 / Queries)));
        Assert.That(floor.State().LabelOffset, Is.EqualTo(0.05).Within(0.03));
    }

    [Test]
    public void Report_FromManyThreads_LosesNothing()
    {
        var floor = new RunningFloor(0.5);

        Parallel.For(0, 1000, _ => floor.Report(0.5, 3));

        Assert.That(floor.State().Queries, Is.EqualTo(3000));
        Assert.That(floor.State().Deficit, Is.EqualTo(0).Within(1e-9));
    }
}
