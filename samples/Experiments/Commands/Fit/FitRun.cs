using System.Globalization;
using Eccos.Experiments.Predictors;
using Eccos.Experiments.Terminals;
using Eccos.Predictors;

namespace Eccos.Experiments.Commands.Fit;

/// <summary>Fits a predictor and saves it.</summary>
internal sealed class FitRun(Terminal terminal, FitSettings settings)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var prepared = await new PredictorPreparation(terminal, settings.Source, null, new TiktokenCounter()).PrepareAsync(cancellationToken);
        settings.Out.Directory!.Create();
        await PredictorFile.SaveAsync(prepared.Predictor, settings.Out.FullName, cancellationToken);
        settings.Out.Refresh();
        terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.Source.Name} of {prepared.Pool.Count} endpoints, fitted to {prepared.Records!.Count} records in {prepared.FitTime.TotalSeconds:0.0} s, to {settings.Out} ({settings.Out.Length / 1e6:0.0} MB)"));
        return ExitCodes.Success;
    }
}
