using Eccos;

namespace QuickStart.Scheduling;

/// <summary>The floor asked for when none is given.</summary>
internal static class QualityFloor
{
    /// <summary>
    /// What the workload limits allow without reading the queries, learned from the training records alone: the success of filling the best
    /// endpoint to its limit, then the next best, until the batch is served. Rounded down to a whole percent.
    /// </summary>
    public static double BestFirst(ModelPool pool, TrainingSet training, int batchSize)
    {
        var success = TrainingMeans.Success(training);
        var left = batchSize;
        var correct = 0.0;
        foreach (var j in Enumerable.Range(0, pool.Count).OrderByDescending(j => success[j]))
        {
            var served = Math.Min(left, pool[j].ConcurrencyLimit ?? left);
            correct += served * success[j];
            left -= served;
        }

        return Math.Floor(correct / batchSize * 100) / 100;
    }
}
