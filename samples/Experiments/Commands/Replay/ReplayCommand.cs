using System.CommandLine;
using System.Globalization;
using Eccos.Experiments.Arguments;
using Eccos.Experiments.Commands.Replay.Arriving;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Scheduling;
using Eccos.Experiments.Terminals;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Replay;

/// <summary>The command line of <c>replay</c>.</summary>
internal static class ReplayCommand
{
    private const int DefaultBurst = 16;
    private const double DefaultRate = 5;

    public static Command Create(Terminal terminal)
    {
        var source = new PredictorOptions();
        var test = PathOption.Existing("--test", "QAServe records whose queries are played; their labels are read after the last decision.");
        var queries = ValueOption.Create<int?>("--queries", "The queries that are played; without it, all of the file.", "a whole number, 1 or more", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 ? value : throw new FormatException());
        var order = ValueOption.Enumeration("--order", "The order in which they arrive.", QueryOrder.Shuffled);
        var arrivals = ValueOption.Enumeration("--arrivals", "How queries arrive: as a Poisson process, in bursts at Poisson times, or as --trace says.", ArrivalKind.Poisson);
        var rate = ValueOption.Number("--rate", "The queries that arrive in a second on average.", "a number, 0.000001 or more", value => value >= 1e-6 && double.IsFinite(value));
        var burst = ValueOption.WholeNumber("--burst", "The queries of a burst.", least: 1, byDefault: DefaultBurst);
        var trace = PathOption.Existing("--trace", "The times of arrival: on each line the seconds since the beginning.");
        var floor = ValueOption.Number("--floor", "The average success probability asked for.", "a number from 0 to 1", value => value is >= 0 and <= 1);
        var whenInfeasible = ValueOption.Enumeration("--when-infeasible", "What happens to a query for which the floor cannot be kept.", InfeasiblePolicy.RelaxFloor);
        var capacity = ValueOption.Create<int?>("--capacity", "The requests every endpoint takes at once, or none for no limit.", "none, or a whole number, 1 or more", text =>
            text == "none" ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 ? value : throw new FormatException());
        var whenFull = ValueOption.Enumeration("--when-full", "What happens to a query when the endpoints with room cannot serve it as the floor asks.", WhenFull.Wait);
        var queueLimit = ValueOption.WholeNumber("--queue-limit", "The queries that may wait at once.", least: 1, byDefault: 1000);
        var longestWait = ValueOption.Number("--longest-wait", "The seconds a query waits at most.", "a number of seconds, 0.001 to 86400", value => value is >= 0.001 and <= 86400);
        var window = ValueOption.Number("--micro-batch-window", "The milliseconds in which queries gather to be decided together; without it, each is decided as it comes.", "a number of milliseconds, 0.1 to 10000", value => value is >= 0.1 and <= 10000);
        var size = ValueOption.WholeNumber("--micro-batch-size", "The most queries that are decided together.", least: 2, byDefault: 32);
        var speed = ValueOption.Number("--speed", "The output tokens per second that endpoints are assumed to answer at, where records hold no latency.", "a number, more than 0", value => value > 0 && double.IsFinite(value));
        var firstToken = ValueOption.Number("--first-token", "The seconds to the first token that are assumed there.", "a number, 0 or more", value => value >= 0 && double.IsFinite(value));
        var speeds = PathOption.Existing("--speeds", "The same endpoint by endpoint: an array of objects with name, seconds_to_first_token and output_tokens_per_second.");
        var decisions = PathOption.Output("--decisions", "Takes the decision records, JSON Lines; verify makes them again.");
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };

        foreach (var option in new Option[] { test, floor })
            option.Required = true;
        rate.DefaultValueFactory = _ => DefaultRate;
        longestWait.DefaultValueFactory = _ => 30;
        speed.DefaultValueFactory = _ => new EndpointSpeed().OutputTokensPerSecond;
        firstToken.DefaultValueFactory = _ => new EndpointSpeed().SecondsToFirstToken;

        var command = new Command("replay", "Plays test queries against the real scheduler in virtual time: arrivals, waiting, limits and service times, and what that yields.")
        {
            test, queries, order, arrivals, rate, burst, trace, floor, whenInfeasible, capacity, whenFull, queueLimit, longestWait, window, size, speed, firstToken, speeds, decisions, json,
        };
        foreach (var option in source.All)
            command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, new ReplaySettings
        {
            Source = source.Read(parsed),
            Test = parsed.GetRequiredValue(test),
            Queries = parsed.GetValue(queries),
            Order = parsed.GetValue(order),
            Arrivals = new ArrivalSettings(parsed.GetValue(arrivals), parsed.GetValue(rate)!.Value, parsed.GetValue(burst), parsed.GetValue(trace)),
            Floor = parsed.GetValue(floor)!.Value,
            WhenInfeasible = parsed.GetValue(whenInfeasible),
            Capacity = parsed.GetValue(capacity),
            WhenFull = parsed.GetValue(whenFull),
            QueueLimit = parsed.GetValue(queueLimit),
            LongestWaitSeconds = parsed.GetValue(longestWait)!.Value,
            MicroBatchMilliseconds = parsed.GetValue(window),
            MicroBatchSize = parsed.GetValue(size),
            Speed = new EndpointSpeed(parsed.GetValue(firstToken)!.Value, parsed.GetValue(speed)!.Value),
            Speeds = parsed.GetValue(speeds),
            Decisions = parsed.GetValue(decisions),
            Json = parsed.GetValue(json),
        }, cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(Terminal terminal, ReplaySettings settings, CancellationToken cancellationToken)
    {
        if (settings.FirstBreach() is not { } breach)
            return new ReplayRun(terminal, settings).RunAsync(cancellationToken);
        terminal.Fail(breach);
        return Task.FromResult(ExitCodes.WrongArguments);
    }
}
