using System.Globalization;

namespace Eccos.Observations;

/// <summary>What the values of a record must satisfy, wherever the record comes from.</summary>
internal static class QAServeRecordRules
{
    /// <summary>The first field of a record that is out of range, and what is wrong with it; null when all is well.</summary>
    public static (string Field, string Problem)? FirstBreach(QAServeRecord record)
    {
        if (string.IsNullOrEmpty(record.Id))
            return ("id", "is empty; a record has an id that no other has.");
        if (record.Query is null)
            return ("query", "is null; a record has a text, which may be empty.");
        if (record.Outputs is null)
            return ("outputs", "is null; a record has an array of outputs, which may be empty.");
        if (record.InputTokens < 0)
            return ("input_tokens", Invariant($"is {record.InputTokens}; it is at least 0, or null when not recorded."));

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var k = 0; k < record.Outputs.Count; k++)
        {
            if (FirstBreach(record.Outputs[k], seen) is { } breach)
                return ($"outputs[{k}].{breach.Field}", breach.Problem);
        }

        return null;
    }

    private static (string Field, string Problem)? FirstBreach(QAServeOutput? output, HashSet<string> seen)
    {
        if (string.IsNullOrWhiteSpace(output?.Endpoint))
            return ("model", "is missing or empty; an output names its endpoint.");
        if (!seen.Add(output.Endpoint))
            return ("model", $"names '{output.Endpoint}' a second time in this record.");
        if (!(output.Correct >= 0 && output.Correct <= 1))
            return ("correct", Invariant($"is {output.Correct}; a score lies in [0, 1]."));
        if (output.InputTokens < 0)
            return ("input_tokens", Invariant($"is {output.InputTokens}; it is at least 0, or null when not recorded."));
        if (output.OutputTokens < 0)
            return ("output_tokens", Invariant($"is {output.OutputTokens}; it is at least 0, or null when not recorded."));
        if (output.CostUsd is { } cost && !(cost >= 0 && double.IsFinite(cost)))
            return ("cost_usd", Invariant($"is {cost}; it is finite and at least 0, or null when not recorded."));
        if (output.LatencyMs is { } latency && !(latency >= 0 && double.IsFinite(latency)))
            return ("latency_ms", Invariant($"is {latency}; it is finite and at least 0, or null when not recorded."));
        return null;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
