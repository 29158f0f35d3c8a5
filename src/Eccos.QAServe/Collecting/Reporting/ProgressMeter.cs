namespace Eccos.QAServe;

/// <summary>Counts what is done and estimates what is left.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class ProgressMeter
{
    private readonly Lock _lock = new();
    private readonly IProgress<CollectProgress>? _progress;
    private readonly TimeProvider _time;
    private readonly Budget _budget;
    private readonly long _start;
    private readonly int[] _left;
    private readonly int[] _done;
    private readonly int _total;
    private int _answered;
    private int _failed;

    /// <param name="progress">Told of each step.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="budget">Knows what is spent.</param>
    /// <param name="total">Items x endpoints.</param>
    /// <param name="left">What is left to ask of each endpoint.</param>
    public ProgressMeter(IProgress<CollectProgress>? progress, TimeProvider time, Budget budget, int total, int[] left)
    {
        (_progress, _time, _budget, _total) = (progress, time, budget, total);
        _left = left;
        _done = new int[left.Length];
        _answered = total - left.Sum();
        _start = time.GetTimestamp();
        Report();
    }

    public void Answered(int endpoint)
    {
        lock (_lock)
        {
            _answered++;
            Done(endpoint);
        }
    }

    public void Failed(int endpoint)
    {
        lock (_lock)
        {
            _failed++;
            Done(endpoint);
        }
    }

    /// <summary>A question does not fit under the ceiling; it tells nothing of the endpoint's pace.</summary>
    public void BeyondCeiling(int endpoint)
    {
        lock (_lock)
            Leave(endpoint, _left[endpoint] - 1);
    }

    /// <summary>An endpoint is asked nothing more.</summary>
    public void GiveUp(int endpoint)
    {
        lock (_lock)
        {
            if (_left[endpoint] > 0)
                Leave(endpoint, 0);
        }
    }

    private void Done(int endpoint)
    {
        _done[endpoint]++;
        Leave(endpoint, _left[endpoint] - 1);
    }

    private void Leave(int endpoint, int questions)
    {
        _left[endpoint] = Math.Max(0, questions);
        Report();
    }

    // Within the lock, so that reports come in the order of what they tell.
    private void Report()
    {
        if (_progress is null)
            return;
        var elapsed = _time.GetElapsedTime(_start);
        TimeSpan? remaining = TimeSpan.Zero;
        for (var j = 0; j < _left.Length && remaining is not null; j++)
        {
            if (_left[j] > 0)
                remaining = _done[j] == 0 ? null : TimeSpan.FromTicks(Math.Max(remaining.Value.Ticks, elapsed.Ticks / _done[j] * _left[j]));
        }

        _progress.Report(new CollectProgress(_answered, _failed, _total, _budget.SpentUsd, elapsed, remaining));
    }
}
