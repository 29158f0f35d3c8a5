namespace Eccos.QAServe;

/// <summary>How a <see cref="QAServeCollector"/> asks.</summary>
/// <remarks>Checked when a collector is made, every breach being reported at once with its value.</remarks>
public sealed class QAServeCollectorOptions
{
    /// <summary>What may be spent in all, earlier runs into the same file included, in USD.</summary>
    /// <value>
    /// Greater than 0; <see langword="null"/>, the default, for no ceiling. With a ceiling every endpoint needs prices. It is never passed: before each
    /// request its worst case is set aside, and a request whose fate is unknown, or whose usage is not reported, counts as that.
    /// </value>
    public double? CeilingUsd { get; set; }

    /// <summary>The most tokens an answer may have, the reasoning of the model included.</summary>
    /// <value>1 or more; 2048 by default.</value>
    public int MaxOutputTokens { get; set; } = 2048;

    /// <summary>The input tokens that are set aside for what an endpoint adds to a prompt, such as its chat template.</summary>
    /// <value>
    /// 0 or more; 256 by default. The prompt itself, with the instructions and tools of the endpoint's options, is set aside with one token for each byte,
    /// which no byte-level vocabulary exceeds.
    /// </value>
    public int PromptOverheadTokens { get; set; } = 256;

    /// <summary>The requests under way at once on an endpoint that states no concurrency limit.</summary>
    /// <value>1 or more; 4 by default.</value>
    public int DefaultConcurrency { get; set; } = 4;

    /// <summary>Whether answers are read as streams, so that a stall is noticed before the whole request times out.</summary>
    /// <value><see langword="false"/> by default. Not every server reports its usage in a stream; tokens are then counted, and the worst case counts as spent.</value>
    public bool UseStreaming { get; set; }

    /// <summary>The longest a request may take.</summary>
    /// <value>Greater than 0, at most what a timer takes, some 49.7 days; 5 minutes by default.</value>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest a stream may be silent.</summary>
    /// <value>Greater than 0, at most 49.7 days; 1 minute by default.</value>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a question is asked in all when attempts fail.</summary>
    /// <value>1 or more; 6 by default.</value>
    public int MaxAttempts { get; set; } = 6;

    /// <summary>The wait after the first failed attempt; it doubles with each further one, and up to half of it is left to chance.</summary>
    /// <value>0 or more; 1 second by default. What an endpoint asks for by Retry-After is kept as well, for all requests to it.</value>
    public TimeSpan FirstBackOff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between attempts.</summary>
    /// <value><see cref="FirstBackOff"/> or more, at most 49.7 days; 1 minute by default.</value>
    public TimeSpan LongestBackOff { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest Retry-After that is waited for; an endpoint that asks for more is given up for this run.</summary>
    /// <value>0 or more, at most 49.7 days; 10 minutes by default.</value>
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The questions in a row that may fail on an endpoint before it is given up for this run.</summary>
    /// <value>1 or more; 8 by default.</value>
    public int EndpointFailureLimit { get; set; } = 8;

    /// <summary>Whether the answers' texts are written to the records.</summary>
    /// <value><see langword="true"/> by default; the journal keeps them in any case.</value>
    public bool KeepResponses { get; set; } = true;

    /// <summary>Whether answers of earlier runs are graded anew, as after a change of a grader.</summary>
    /// <value><see langword="false"/> by default.</value>
    public bool Regrade { get; set; }

    /// <summary>Chooses the part of each wait that is left to chance.</summary>
    /// <value>0 by default.</value>
    public int Seed { get; set; }

    /// <summary>The prompt of each kind of task.</summary>
    /// <value>The zero-shot prompts of this package by default.</value>
    public PromptSet Prompts { get; set; } = new();

    /// <summary>The grader of each kind of task.</summary>
    /// <value>The graders of this package by default.</value>
    public GraderSet Graders { get; set; } = new();
}
