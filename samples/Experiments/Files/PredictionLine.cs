using System.Text.Json.Serialization;

namespace Eccos.Experiments.Files;

/// <summary>A line of predictions.jsonl: what is expected of one endpoint on one query.</summary>
/// <param name="QueryId">The record's id.</param>
/// <param name="Model">The endpoint's name.</param>
/// <param name="Success">The success probability a_ij.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="CostUsd">The expected cost c_ij in USD; null where none is predicted.</param>
/// <param name="OutputTokens">The expected output tokens; null where none are predicted.</param>
/// <param name="OutputTokensMedian">The median of the output tokens, for scores; null where none is predicted. It is not written.</param>
internal sealed record PredictionLine(
    string QueryId,
    string Model,
    double Success,
    [property: JsonPropertyName("stderr")] double StandardError,
    double? CostUsd,
    double? OutputTokens,
    [property: JsonIgnore] double? OutputTokensMedian)
{
    /// <summary>One line for each query x endpoint.</summary>
    /// <param name="queries">The queries, in the order of the rows.</param>
    /// <param name="prediction">What is predicted of them.</param>
    /// <param name="costs">The costs that follow from it in USD; NaN where none do.</param>
    public static IEnumerable<PredictionLine> Of(IReadOnlyList<Query> queries, Prediction prediction, QueryEndpointMatrix costs)
    {
        for (var i = 0; i < prediction.QueryCount; i++)
        {
            for (var j = 0; j < prediction.Endpoints.Count; j++)
            {
                yield return new PredictionLine(
                    queries[i].Id,
                    prediction.Endpoints[j],
                    prediction.Success[i, j],
                    prediction.StandardError[i, j],
                    Known(costs[i, j]),
                    Known(prediction.OutputTokens?[i, j]),
                    Known(prediction.MedianOutputTokens?[i, j]));
            }
        }
    }

    private static double? Known(double? value) => value is { } known && !double.IsNaN(known) ? known : null;
}
