using System.Diagnostics;

namespace Eccos;

/// <summary>The names under which schedulers report to the host's telemetry.</summary>
/// <remarks>
/// <para>
/// Activities: <c>eccos.schedule</c> for a batch, <c>eccos.place</c> for one query. What ends in an exception has the status of an error and <c>error.type</c>.
/// </para>
/// <list type="table">
/// <listheader><term>activity</term><description>tags beside <c>eccos.scheduler</c> and <c>eccos.expected_spend</c> (USD)</description></listheader>
/// <item><term><c>eccos.schedule</c></term><description><c>eccos.queries</c>, <c>eccos.status</c> and <c>eccos.gap</c> of the assignment</description></item>
/// <item><term><c>eccos.place</c></term><description><c>eccos.endpoint</c> (none when not placed), <c>eccos.reason</c></description></item>
/// </list>
/// <list type="table">
/// <listheader><term>instrument</term><description>what, unit; tags beside <c>eccos.scheduler</c></description></listheader>
/// <item><term><c>eccos.decisions</c></term><description>decided queries; <c>eccos.endpoint</c> (none when not placed), <c>eccos.reason</c>, <c>eccos.setting</c> (batch or streaming)</description></item>
/// <item><term><c>eccos.observed</c></term><description>queries whose host had chosen their endpoint; <c>eccos.endpoint</c>, <c>eccos.agrees</c> (whether it would have been chosen too), <c>eccos.setting</c></description></item>
/// <item><term><c>eccos.prediction.duration</c></term><description>seconds of one prediction; <c>eccos.setting</c></description></item>
/// <item><term><c>eccos.decision.duration</c></term><description>seconds from the prediction to the placements; <c>eccos.setting</c></description></item>
/// <item><term><c>eccos.expected_spend</c></term><description>USD that placements are expected to cost; <c>eccos.endpoint</c></description></item>
/// <item><term><c>eccos.predicted_success</c></term><description>success probability of placements; <c>eccos.endpoint</c></description></item>
/// <item><term><c>eccos.realised_success</c></term><description>labels of placements, 0 to 1; <c>eccos.endpoint</c></description></item>
/// <item><term><c>eccos.labelled_predicted_success</c></term><description>success probability of the placements that were labelled, to hold against the labels; <c>eccos.endpoint</c></description></item>
/// <item><term><c>eccos.settled_spend</c></term><description>USD that leases were settled with, where it is known; <c>eccos.endpoint</c></description></item>
/// <item><term><c>eccos.queue_length</c></term><description>single queries that wait for room</description></item>
/// <item><term><c>eccos.queue_wait</c></term><description>seconds that a single query waited for room, whether it got any or not</description></item>
/// <item><term><c>eccos.endpoint_free_spend</c></term><description>USD that may be spent on an endpoint now, where it has a limit; <c>eccos.endpoint</c></description></item>
/// <item><term><c>eccos.free_slots</c></term><description>requests an endpoint takes now, where it has a limit; <c>eccos.endpoint</c></description></item>
/// <item><term><c>eccos.in_flight</c></term><description>requests an endpoint is serving; <c>eccos.endpoint</c></description></item>
/// <item><term><c>eccos.free_spend</c></term><description>USD that the scheduler may spend now, where it has a limit</description></item>
/// <item><term><c>eccos.endpoint_state</c></term><description>0 in use, 1 probing, 2 cooling down; <c>eccos.endpoint</c></description></item>
/// </list>
/// <para>
/// No instrument carries query texts, query ids or budget keys. What nobody listens to is not measured.
/// </para>
/// </remarks>
public static class EccosTelemetry
{
    /// <summary>The name of the activity source.</summary>
    public const string ActivitySourceName = "Eccos";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Eccos";

    internal static ActivitySource Activities { get; } = new(ActivitySourceName, typeof(EccosTelemetry).Assembly.GetName().Version?.ToString(3));
}
