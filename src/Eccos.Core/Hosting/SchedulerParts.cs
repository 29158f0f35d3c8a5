namespace Eccos;

/// <summary>The parts that a scheduler is made of, as options without content: options are what a host checks when it starts.</summary>
internal sealed class SchedulerParts;
