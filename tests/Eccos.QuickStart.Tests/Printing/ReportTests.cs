using Eccos.Observations;
using Eccos.QuickStart.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using QuickStart.Data;
using QuickStart.Judging;
using QuickStart.Printing;
using QuickStart.Scheduling;

namespace Eccos.QuickStart.Tests.Printing;

public sealed class ReportTests
{
    private const int BatchSize = 100;

    [Test]
    public async Task Write_ToAFile_HasNoColourCodesAndAPlaceForEveryPolicyAndEndpoint()
    {
        var report = await ReportAsync();

        var text = Print(report);

        Assert.That(text, Does.Not.Contain("\u001b"));
        Assert.That(text.Split('\n').Select(line => line.TrimEnd('\r').Length), Is.All.LessThanOrEqualTo(ReportConsole.Width));
        string[] expected = ["Eccos ", "best first ", "round robin ", "all best (flagship) ", "all cheapest (small-fast) ", "learned", .. report.Data.Pool.Names];
        foreach (var part in expected)
            Assert.That(text, Does.Contain(part));
    }

    [Test]
    public async Task Write_TitleLikeMarkup_IsPrintedAsItStands()
    {
        var report = await ReportAsync();

        Assert.That(Print(report with { Data = report.Data with { Title = "[red]data[/]" } }), Does.Contain("[red]data[/]"));
    }

    [TestCase(0, "Against all best, which is free, it costs 0.0000 USD per 1,000 for")]
    [TestCase(0.25, "Against all best, which is free, it costs 250.000 USD per 1,000 for")]
    public async Task Write_AgainstAPolicyThatIsFree_NamesTheCostItself(double costUsd, string expected)
    {
        var report = await ReportAsync();
        QAServeRecord[] records = [.. report.Data.Test.Select(record => record with { Outputs = [.. record.Outputs.Select(output => output with { CostUsd = output.Endpoint == "flagship" ? 0 : costUsd })] })];
        Outcome Judge(int endpoint) => new(new Policy("all best", [.. Enumerable.Repeat(endpoint, records.Length)]), report.Data.Pool, records, BatchSize);
        Assert.That(report.Data.Pool.TryGetIndex("flagship", out var free));

        var text = Print(report with { Verdict = report.Verdict with { Eccos = Judge((free + 1) % report.Data.Pool.Count), AllBest = Judge(free) } });

        Assert.That(text, Does.Contain(expected).And.Not.Contain("Infinity").And.Not.Contain("NaN"));
    }

    [Test]
    public async Task Schedule_OfTheSyntheticData_KeepsFloorAndLimitsAsPredicted()
    {
        var report = await ReportAsync();

        Assert.That(report.Run.Assignments.All(assignment => assignment.IsFound && assignment.Infeasibility is null));
        Assert.That(report.Run.PredictedSuccess, Is.GreaterThanOrEqualTo(report.Goal.QualityFloor!.Value - 1e-9));
        Assert.That(report.Verdict.All.Select(outcome => outcome.KeepsLimits), Is.EqualTo(new[] { true, true, true, false, false }));
        Assert.That(report.Verdict.Eccos.Served.Sum(), Is.EqualTo(report.Data.Test.Count));
    }

    private static string Print(Report report)
    {
        using var writer = new StringWriter();
        report.Write(ReportConsole.Create(writer, redirected: true));
        return writer.ToString();
    }

    private static async Task<Report> ReportAsync()
    {
        var data = LabelledData.Synthetic(seed: 2);
        data = data with { Pool = new ModelPool(data.Pool.Select(endpoint => endpoint with { Prices = null })) };
        var goal = new SchedulingGoal { QualityFloor = 0.75 };
        var services = new ServiceCollection();
        services.AddEccos(options =>
            {
                foreach (var endpoint in data.Pool)
                    options.Endpoints.Add(endpoint);
                options.Goal = goal;
            })
            .AddPredictor(_ => new LengthPredictor(data.Training))
            .AddMipOptimizer(options => options.RelativeGap = 0.02);
        await using var provider = services.BuildServiceProvider();
        var run = await BatchRun.RunAsync(provider.GetRequiredService<IScheduler>(), data.Test, BatchSize);
        return new Report(data, goal, BatchSize, TimeSpan.Zero, run, Verdict.Reach(data, run, BatchSize));
    }
}
