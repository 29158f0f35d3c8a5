namespace Eccos;

/// <summary>When an endpoint that fails is taken out of the assignment, and for how long.</summary>
public sealed class HealthOptions
{
    /// <summary>The requests in a row that must fail before the endpoint cools down. One refusal that says when to come back is enough by itself.</summary>
    /// <value>1 to 1,000; default 3.</value>
    public int FailuresToCoolDown { get; set; } = 3;

    /// <summary>The first pause.</summary>
    /// <value>1 millisecond to 1 day; default 5 seconds.</value>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>By what a pause grows when the request that probed the endpoint after the one before failed.</summary>
    /// <value>1 to 100; default 2.</value>
    public double PauseGrowth { get; set; } = 2;

    /// <summary>The longest pause, unless the endpoint itself asks for a longer one; even that is cut to a day.</summary>
    /// <value><see cref="FirstPause"/> to 1 day; default 5 minutes.</value>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(5);

    internal HealthOptions Copy() => (HealthOptions)MemberwiseClone();
}
