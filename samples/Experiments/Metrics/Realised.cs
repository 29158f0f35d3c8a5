using Eccos.Experiments.Records;

namespace Eccos.Experiments.Metrics;

/// <summary>What choices turned out to yield.</summary>
/// <param name="Queries">The choices.</param>
/// <param name="Unknown">Choices of an endpoint that has no record on that query; they count in no mean.</param>
/// <param name="CostUnknown">Choices whose record states no cost; they count as 0 USD in the mean, which is too low by theirs.</param>
/// <param name="Success">The mean score; null when nothing is known.</param>
/// <param name="CostUsd">The mean cost in USD per query; null when nothing is known.</param>
internal sealed record Realised(int Queries, int Unknown, int CostUnknown, double? Success, double? CostUsd)
{
    /// <summary>Looks choices up in the labels.</summary>
    public static Realised Of(IEnumerable<(string Query, string Endpoint)> choices, Labels labels)
    {
        var (known, unknown, costUnknown, success, cost) = (0, 0, 0, 0.0, 0.0);
        foreach (var (query, endpoint) in choices)
        {
            if (labels.Find(query, endpoint) is not { } output)
            {
                unknown++;
                continue;
            }

            known++;
            success += output.Correct;
            cost += output.CostUsd ?? 0;
            costUnknown += output.CostUsd is null ? 1 : 0;
        }

        return new Realised(known + unknown, unknown, costUnknown, known == 0 ? null : success / known, known == 0 ? null : cost / known);
    }
}
