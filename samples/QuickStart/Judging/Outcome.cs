using Eccos;
using Eccos.Observations;
using QuickStart.Data;

namespace QuickStart.Judging;

/// <summary>What became of a policy, judged by the true labels.</summary>
internal sealed class Outcome
{
    private readonly double[] _correct;

    public Outcome(Policy policy, ModelPool pool, IReadOnlyList<QAServeRecord> records, int batchSize)
    {
        Policy = policy;
        _correct = new double[records.Count];
        Served = new int[pool.Count];
        SuccessOf = new double[pool.Count];
        for (var i = 0; i < records.Count; i++)
        {
            if (policy.EndpointOf[i] is not (>= 0 and var j))
                continue;
            var labels = Labels.Find(records[i], pool[j])!;
            _correct[i] = labels.Correct;
            CostUsd += labels.CostUsd!.Value;
            Served[j]++;
            SuccessOf[j] += labels.Correct;
        }

        for (var j = 0; j < pool.Count; j++)
            SuccessOf[j] /= Served[j];
        KeepsLimits = policy.EndpointOf.Chunk(batchSize).All(batch =>
            batch.Where(j => j >= 0).CountBy(j => j).All(load => load.Value <= (pool[load.Key].ConcurrencyLimit ?? int.MaxValue)));
    }

    public Policy Policy { get; }

    /// <summary>USD, all queries together.</summary>
    public double CostUsd { get; }

    public double CostPerThousandUsd => CostUsd / _correct.Length * 1000;

    /// <summary>The queries each endpoint served.</summary>
    public int[] Served { get; }

    /// <summary>Realised success on each endpoint; NaN where it served none.</summary>
    public double[] SuccessOf { get; }

    /// <summary>Whether no batch sends an endpoint more requests than it takes at once.</summary>
    public bool KeepsLimits { get; }

    /// <summary>Realised success over all queries; one that is not placed counts as wrong.</summary>
    public double Success => _correct.Average();

    /// <summary>The standard error of <see cref="Success"/>.</summary>
    public double SuccessError => StandardError(_correct);

    /// <summary>The success of this policy less another's on the same queries, with its standard error from the paired differences.</summary>
    public (double Difference, double StandardError) Against(Outcome other)
    {
        double[] differences = [.. _correct.Zip(other._correct, (mine, theirs) => mine - theirs)];
        return (differences.Average(), StandardError(differences));
    }

    private static double StandardError(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1) / values.Length);
    }
}
