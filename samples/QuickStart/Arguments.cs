using System.CommandLine;

namespace QuickStart;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">A file of QAServe records; null for the synthetic data set.</param>
/// <param name="Models">A file with the prices of its endpoints; null to learn costs from the records.</param>
/// <param name="Floor">The average success probability asked for; null for what the workload limits allow without reading the queries.</param>
/// <param name="Seed">Chooses the synthetic data set, or the cut of the file.</param>
internal sealed record Arguments(FileInfo? Data, FileInfo? Models, double? Floor, int Seed)
{
    public static RootCommand Command(Func<Arguments, CancellationToken, Task<int>> run)
    {
        var data = new Option<FileInfo>("--data") { Description = "QAServe records, JSON Lines, plain or gzip. Without it: a synthetic data set." };
        var models = new Option<FileInfo>("--models") { Description = "Endpoint cards with prices, JSON. Without it costs are learned from the records." };
        var floor = new Option<double?>("--floor") { Description = "The average success probability asked for, 0 to 1." };
        var seed = new Option<int>("--seed") { Description = "Chooses the synthetic data set, or the cut of the file.", DefaultValueFactory = _ => 1 };
        data.AcceptExistingOnly();
        models.AcceptExistingOnly();
        floor.Validators.Add(result =>
        {
            if (result.GetValue(floor) is { } value && !(value >= 0 && value <= 1))
                result.AddError($"--floor is {value}; it lies in [0, 1].");
        });
        var command = new RootCommand("Schedules labelled queries over a pool of LLM endpoints and judges the decisions.") { data, models, floor, seed };
        command.Validators.Add(result =>
        {
            if (result.GetValue(models) is not null && result.GetValue(data) is null)
                result.AddError("--models goes with --data; the synthetic endpoints have prices of their own.");
        });
        command.SetAction((result, cancellationToken) => run(
            new Arguments(result.GetValue(data), result.GetValue(models), result.GetValue(floor), result.GetValue(seed)),
            cancellationToken));
        return command;
    }
}
