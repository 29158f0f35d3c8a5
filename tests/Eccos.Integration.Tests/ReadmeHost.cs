using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Eccos.Integration.Tests;

/// <summary>The host that README.md shows: <see cref="ReadmeTests"/> compares the lines between the markers with the README's and runs them.</summary>
internal static class ReadmeHost
{
    public static async Task RunAsync(params string[] args)
    {
        // README begins
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddEccos(options =>
            {
                options.Endpoints.Add(new Endpoint("small") { Prices = new TokenPrices(0.15, 0.60), ConcurrencyLimit = 32 });
                options.Endpoints.Add(new Endpoint("large") { Prices = new TokenPrices(2.50, 10.00), ConcurrencyLimit = 8 });
                options.Goal = new SchedulingGoal { QualityFloor = 0.80 };
            })
            .AddKnnPredictor("observations.jsonl.gz")
            .AddMipOptimizer();
        using var host = builder.Build();

        var scheduler = host.Services.GetRequiredService<IScheduler>();
        using var schedule = await scheduler.ScheduleAsync([new Query("1", "What is 17 x 24?"), new Query("2", "Prove that there are infinitely many primes.")]);
        foreach (var placement in schedule.Placements)
            Console.WriteLine($"{placement.Query.Id} -> {placement.Endpoint?.Name}: {placement.ExpectedCostUsd:0.0000000} USD, success {placement.SuccessProbability:0.00}");
        // README ends
    }
}
