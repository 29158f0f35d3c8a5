using Eccos;
using Eccos.Predictors;
using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using QuickStart.Data;
using QuickStart.Judging;
using QuickStart.Printing;
using QuickStart.Scheduling;

const int BatchSize = 100;

return await Arguments.Command(RunAsync).Parse(args).InvokeAsync();

static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
{
    try
    {
        (await ScheduleAsync(arguments, cancellationToken)).Write(ReportConsole.Create());
        return 0;
    }
    catch (Exception exception) when (exception is EccosException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 1;
    }
}

static async Task<Report> ScheduleAsync(Arguments arguments, CancellationToken cancellationToken)
{
    // Labelled queries: the predictor learns from some, the scheduler decides about others.
    var data = arguments.Data is { } file
        ? await LabelledData.ReadAsync(file, arguments.Models, BatchSize, arguments.Seed, cancellationToken)
        : LabelledData.Synthetic(arguments.Seed);

    var start = TimeProvider.System.GetTimestamp();
    var predictor = await new KnnTrainer().FitAsync(data.Training, cancellationToken: cancellationToken);
    var fitTime = TimeProvider.System.GetElapsedTime(start);

    var goal = new SchedulingGoal
    {
        QualityFloor = arguments.Floor ?? QualityFloor.BestFirst(data.Pool, data.Training, BatchSize),

        // Only a batch whose floor cannot be reached is affected; the report counts such batches.
        WhenInfeasible = InfeasiblePolicy.RelaxFloor,
    };

    // What a host writes: the pool and the goal, a predictor, an optimizer, and then one IScheduler.
    var services = new ServiceCollection();
    services.AddEccos(options =>
        {
            foreach (var endpoint in data.Pool)
                options.Endpoints.Add(endpoint);
            options.Goal = goal;
        })
        .AddKnnPredictor(predictor)
        // Optimality is mostly proven in well under a second; a batch for which it is not ends with the gap that the report shows.
        .AddMipOptimizer(options => options.TimeLimit = TimeSpan.FromSeconds(3));
    await using var provider = services.BuildServiceProvider();
    var run = await BatchRun.RunAsync(provider.GetRequiredService<IScheduler>(), data.Test, BatchSize, cancellationToken);

    return new Report(data, goal, BatchSize, fitTime, run, Verdict.Reach(data, run, BatchSize));
}
