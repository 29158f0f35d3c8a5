namespace Eccos.QAServe;

/// <summary>
/// Keeps spending below a ceiling: spent + set aside never exceeds it. Whoever does not fit waits for others to settle, and is turned away when
/// nobody is left to wait for or what is spent leaves no room.
/// </summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class Budget(double? ceilingUsd, double spentUsd)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private double _spent = spentUsd;
    private double _reserved;
    private int _outstanding;

    /// <summary>What is spent, in USD.</summary>
    public double SpentUsd
    {
        get
        {
            lock (_lock)
                return _spent;
        }
    }

    /// <summary>Sets money aside.</summary>
    /// <returns>False when it does not fit and never will in this run.</returns>
    public async ValueTask<bool> TryReserveAsync(double usd, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task settled;
            lock (_lock)
            {
                if (ceilingUsd is not { } ceiling || _spent + _reserved + usd <= ceiling)
                {
                    _reserved += usd;
                    _outstanding++;
                    return true;
                }

                if (_outstanding == 0 || _spent + usd > ceiling)
                    return false;
                settled = _settled.Task;
            }

            await settled.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives back what was set aside and counts what was spent of it.</summary>
    public void Settle(double reservedUsd, double spentUsd)
    {
        TaskCompletionSource settled;
        lock (_lock)
        {
            _outstanding--;

            // Sums and differences of the same amounts leave crumbs; with nothing outstanding nothing is set aside.
            _reserved = _outstanding == 0 ? 0 : Math.Max(0, _reserved - reservedUsd);
            _spent += spentUsd;
            (settled, _settled) = (_settled, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        settled.SetResult();
    }
}
