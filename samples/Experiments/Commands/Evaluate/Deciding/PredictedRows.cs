using Eccos.Experiments.Scheduling;

namespace Eccos.Experiments.Commands.Evaluate.Deciding;

/// <summary>Takes queries out of many that are predicted, and joins them.</summary>
internal static class PredictedRows
{
    /// <summary>The queries at some places, in their order.</summary>
    public static PredictedQueries Rows(this PredictedQueries all, int[] places)
    {
        var prediction = all.Prediction;
        return new PredictedQueries(
            Array.ConvertAll(places, i => all.Queries[i]),
            new Prediction(prediction.Endpoints, Rows(prediction.Success)!, Rows(prediction.StandardError)!)
            {
                OutputTokens = Rows(prediction.OutputTokens),
                InputTokens = Rows(prediction.InputTokens),
                CostUsd = Rows(prediction.CostUsd),
                HeldOutErrors = prediction.HeldOutErrors,
            });

        QueryEndpointMatrix? Rows(QueryEndpointMatrix? matrix) => matrix is null
            ? null
            : new QueryEndpointMatrix([.. places.SelectMany(i => matrix.Row(i).ToArray())], matrix.EndpointCount);
    }

    /// <summary>The queries, and others after them.</summary>
    public static PredictedQueries Then(this PredictedQueries first, PredictedQueries second)
    {
        var (a, b) = (first.Prediction, second.Prediction);
        return new PredictedQueries(
            [.. first.Queries, .. second.Queries],
            new Prediction(a.Endpoints, Join(a.Success, b.Success)!, Join(a.StandardError, b.StandardError)!)
            {
                OutputTokens = Join(a.OutputTokens, b.OutputTokens),
                InputTokens = Join(a.InputTokens, b.InputTokens),
                CostUsd = Join(a.CostUsd, b.CostUsd),
                HeldOutErrors = a.HeldOutErrors,
            });

        static QueryEndpointMatrix? Join(QueryEndpointMatrix? x, QueryEndpointMatrix? y) =>
            x is null || y is null ? null : new QueryEndpointMatrix([.. x.Values, .. y.Values], x.EndpointCount);
    }
}
