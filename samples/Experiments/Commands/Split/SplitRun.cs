using Eccos.Experiments.Records;
using Eccos.Experiments.Terminals;
using Eccos.Observations;

namespace Eccos.Experiments.Commands.Split;

/// <summary>Cuts a record file in two.</summary>
internal sealed class SplitRun(Terminal terminal, SplitSettings settings)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var split = settings.Cut;
        var train = await WriteAsync(settings.Train, record => !split.IsHeldOut(record.Query), cancellationToken);
        var test = await WriteAsync(settings.Test, record => split.IsHeldOut(record.Query), cancellationToken);
        var part = (double)test / Math.Max(1, train + test);
        terminal.Say($"{train} records to {settings.Train}, {test} to {settings.Test} ({part:P1} held out)");
        if (train == 0 || test == 0)
            terminal.Warn($"one side of the cut is empty; {settings.Input} holds too few query texts.");
        return ExitCodes.Success;
    }

    private async Task<long> WriteAsync(FileInfo file, Func<QAServeRecord, bool> belongs, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(file.DirectoryName!);
        return await terminal.StepAsync($"Writing {file.Name}", progress =>
            QAServeFile.WriteAsync(file.FullName, RecordReader.ReadAsync(settings.Input, progress, cancellationToken).Where(belongs), cancellationToken));
    }
}
