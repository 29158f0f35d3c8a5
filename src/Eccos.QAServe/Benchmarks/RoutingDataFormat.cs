namespace Eccos.QAServe;

/// <summary>The forms of routing data others publish, as CSV.</summary>
public enum RoutingDataFormat
{
    /// <summary>
    /// RouterBench: <c>sample_id</c>, <c>prompt</c>, <c>eval_name</c>, then for each model a column with its name for the score, and with
    /// <c>|model_response</c> and <c>|total_cost</c> behind its name for the answer and the cost in USD.
    /// </summary>
    RouterBench,

    /// <summary>RouteLLM: <c>prompt</c>, then for each model a column with its name that says True or False.</summary>
    RouteLlm,
}
