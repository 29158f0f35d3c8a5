using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Eccos;

/// <summary>Hands every change of a scheduler's options to it, or says why it is refused.</summary>
internal sealed class OptionsFollower : IDisposable
{
    private readonly string _name;
    private readonly EccosScheduler _scheduler;
    private readonly IOptionsMonitor<EccosOptions> _monitor;
    private readonly SchedulerLog _log;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IDisposable?[] _subscriptions;
    private volatile bool _isOver;

    /// <param name="name">The scheduler's name.</param>
    /// <param name="scheduler">Follows the options.</param>
    /// <param name="taken">What it was made with.</param>
    /// <param name="monitor">Tells of options that are valid.</param>
    /// <param name="sources">Tell of any change; a monitor is silent about options that are not valid.</param>
    /// <param name="factory">Makes the options of a change, for the sake of what is wrong with them.</param>
    /// <param name="log">Is told of refusals.</param>
    public OptionsFollower(
        string name,
        EccosScheduler scheduler,
        EccosOptions taken,
        IOptionsMonitor<EccosOptions> monitor,
        IEnumerable<IOptionsChangeTokenSource<EccosOptions>> sources,
        IOptionsFactory<EccosOptions> factory,
        SchedulerLog log)
    {
        (_name, _scheduler, _monitor, _log) = (name, scheduler, monitor, log);
        _subscriptions =
        [
            monitor.OnChange((_, changed) =>
            {
                if ((changed ?? "") == name)
                    Following = FollowAsync();
            }),
            .. sources.Where(source => (source.Name ?? "") == name).Select(source => ChangeToken.OnChange(source.GetChangeToken, () => Examine(factory))),
        ];
        Following = FollowAsync(taken);
    }

    /// <summary>The last change, done when it holds or is refused.</summary>
    public Task Following { get; private set; } = Task.CompletedTask;

    public void Dispose()
    {
        _isOver = true;
        Array.ForEach(_subscriptions, subscription => subscription?.Dispose());
    }

    private async Task FollowAsync(EccosOptions? taken = null)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            // Not those of the notice: a newer change may be there already.
            var options = _monitor.Get(_name);
            if (options != taken)
                await _scheduler.UpdateAsync(options).ConfigureAwait(false);
        }
        catch (ObjectDisposedException) when (_isOver)
        {
            // The scheduler ended before its turn came.
        }
        catch (Exception refusal)
        {
            _log.ChangeRefused(_name, refusal.Message, refusal);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Examine(IOptionsFactory<EccosOptions> factory)
    {
        try
        {
            factory.Create(_name);
        }
        catch (Exception refusal)
        {
            _log.ChangeRefused(_name, refusal.Message, refusal);
        }
    }
}
