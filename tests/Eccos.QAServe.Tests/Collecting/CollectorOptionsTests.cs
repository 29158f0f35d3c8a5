using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Eccos.QAServe.Tests;

/// <summary>Items and options that a collector refuses.</summary>
public sealed class CollectorOptionsTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Collect_WrongItems_ListsAllOfThem()
    {
        BenchmarkItem[] items = [.. Collecting.Sums(1), Collecting.Sums(1)[0], Items.Choice("C", "x", "y"), Items.Of(TaskKind.Numeric) with { Id = "n" }];
        Assert.That(
            async () => await Collecting.Collector(_time, [Collecting.Endpoint("a", Collecting.Solver())]).CollectAsync(items, "unused"),
            Throws.ArgumentException.With.Message.Contains("'sum-0' stands twice").And.Message.Contains("one letter from A to B").And.Message.Contains("'n': there is no reference answer"));
    }

    [Test]
    public void Constructor_WrongOptions_ListsAllOfThemWithTheirValues() => Assert.That(
        () => Collecting.Collector(_time, [Collecting.Endpoint("a", Collecting.Solver(), endpoint => endpoint with { Prices = null })], options =>
        {
            (options.CeilingUsd, options.MaxAttempts, options.MaxOutputTokens) = (-1, 0, 0);
            options.RequestTimeout = TimeSpan.Zero;
            options.LongestBackOff = TimeSpan.FromMilliseconds(1);
        }),
        Throws.TypeOf<OptionsValidationException>()
            .With.Message.Contains("CeilingUsd is -1").And.Message.Contains("MaxAttempts is 0").And.Message.Contains("MaxOutputTokens is 0")
            .And.Message.Contains("RequestTimeout is 00:00:00").And.Message.Contains("LongestBackOff is 00:00:00.0010000").And.Message.Contains("'a' has no prices"));

    [Test]
    public void Constructor_TimesLongerThanATimerTakes_AreRefused() => Assert.That(
        () => Collecting.Collector(_time, [Collecting.Endpoint("a", Collecting.Solver())], options =>
        {
            options.RequestTimeout = TimeSpan.MaxValue;
            options.StallTimeout = options.LongestBackOff = options.LongestRetryAfter = TimeSpan.FromDays(50);
        }),
        Throws.TypeOf<OptionsValidationException>()
            .With.Message.Contains("RequestTimeout is 10675199.02:48:05.4775807; it is at most 49.17:02:47.2940000").And.Message.Contains("StallTimeout is 50.00:00:00")
            .And.Message.Contains("LongestBackOff is 50.00:00:00").And.Message.Contains("LongestRetryAfter is 50.00:00:00"));

    [Test]
    public async Task Collect_OptionsThatCannotBeCopied_CostNothing()
    {
        using var folder = new TemporaryFolder();
        var endpoint = Collecting.Endpoint("a", Collecting.Solver()) with { Options = new UncopiableOptions() };

        Assert.That(async () => await Collecting.Collector(_time, [endpoint], options => options.FirstBackOff = TimeSpan.Zero).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]), Throws.TypeOf<NotSupportedException>());
        var report = await Collecting.Collector(_time, [Collecting.Endpoint("a", Collecting.Solver())]).CollectAsync(Collecting.Sums(2), folder["r.jsonl"]);

        Assert.That(report.SpentUsd, Is.EqualTo(2 * 34e-6).Within(1e-15));
    }

    private sealed class UncopiableOptions : ChatOptions
    {
        public override ChatOptions Clone() => throw new NotSupportedException();
    }
}
