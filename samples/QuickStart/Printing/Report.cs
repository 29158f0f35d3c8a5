using Eccos;
using QuickStart.Data;
using QuickStart.Judging;
using QuickStart.Scheduling;
using Spectre.Console;

namespace QuickStart.Printing;

/// <summary>Everything the program found out, as tables and sentences.</summary>
/// <param name="Data">The data.</param>
/// <param name="Goal">What was asked for.</param>
/// <param name="BatchSize">Queries decided together.</param>
/// <param name="FitTime">The time the fit took.</param>
/// <param name="Run">The decisions.</param>
/// <param name="Verdict">What became of them.</param>
internal sealed record Report(LabelledData Data, SchedulingGoal Goal, int BatchSize, TimeSpan FitTime, BatchRun Run, Verdict Verdict)
{
    public void Write(IAnsiConsole console)
    {
        console.WriteLine($"Data       {Data.Title}");
        console.WriteLine($"           {Data.Training.Records.Count} queries to fit, {Data.Test.Count} others to schedule in batches of {BatchSize}, {Data.Pool.Count} endpoints");
        if (Data.LeftOut > 0)
            console.WriteLine($"           {Data.LeftOut} held-out queries left out: not every endpoint's outcome and cost is recorded");
        console.WriteLine($"Asked for  least cost, average success of at least {Figures.Percent(Goal.QualityFloor!.Value)}, no endpoint beyond the requests it takes at once");
        console.WriteLine();
        console.Write(PolicyTable.Create(Verdict, Data.Pool));
        console.Write(ShareTable.Create(Data, [Verdict.Eccos, Verdict.BestFirst, Verdict.RoundRobin]));
        console.Write(ScheduleTable.Create(this));
        foreach (var sentence in Conclusion.Sentences(this))
            console.WriteLine(sentence);
    }
}
