namespace Eccos;

/// <summary>The running floors of a scheduler, one for each goal that is asked of it.</summary>
/// <remarks>Safe for use from any thread.</remarks>
internal sealed class RunningFloors
{
    /// <summary>Beyond it the goal that was not asked for the longest is forgotten.</summary>
    private const int MostGoals = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<SchedulingGoal, (RunningFloor Floor, long Used)> _floors = [];
    private long _used;

    /// <summary>The running floor of a goal, which has one.</summary>
    public RunningFloor For(SchedulingGoal goal)
    {
        lock (_lock)
        {
            var floor = _floors.TryGetValue(goal, out var known) ? known.Floor : new RunningFloor(goal.QualityFloor!.Value);
            _floors[goal] = (floor, ++_used);
            if (_floors.Count > MostGoals)
                _floors.Remove(_floors.MinBy(entry => entry.Value.Used).Key);
            return floor;
        }
    }
}
