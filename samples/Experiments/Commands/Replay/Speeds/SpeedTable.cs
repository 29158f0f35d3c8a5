using System.Text.Json;
using Eccos.QAServe;

namespace Eccos.Experiments.Commands.Replay.Speeds;

/// <summary>The speeds that are assumed of endpoints where records hold no latency.</summary>
internal static class SpeedTable
{
    /// <summary>Reads a file of speeds.</summary>
    /// <param name="file">The file; null for none.</param>
    /// <param name="pool">The endpoints.</param>
    /// <param name="other">What holds where the file is silent.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>A speed for every endpoint, by name.</returns>
    /// <exception cref="EccosException">The file is broken, or names an endpoint that the pool lacks.</exception>
    public static async Task<IReadOnlyDictionary<string, EndpointSpeed>> ReadAsync(FileInfo? file, ModelPool pool, EndpointSpeed other, CancellationToken cancellationToken)
    {
        var speeds = pool.Names.ToDictionary(name => name, _ => other, StringComparer.Ordinal);
        if (file is null)
            return speeds;
        try
        {
            await using var stream = file.OpenRead();
            var cards = await JsonSerializer.DeserializeAsync(stream, SpeedCardJson.Default.SpeedCardArray, cancellationToken) ?? throw new EccosException("null is not an array of speeds.");
            foreach (var (place, read) in cards.Index())
            {
                var card = read ?? throw new EccosException($"entry {place + 1} is null; an entry is an object that names its endpoint.");
                if (!speeds.ContainsKey(card.Name))
                    throw new EccosException($"'{card.Name}' is not among the endpoints {string.Join(", ", pool.Names)}.");
                speeds[card.Name] = card.ToSpeed(other);
            }

            return speeds;
        }
        catch (Exception problem) when (problem is JsonException or EccosException)
        {
            throw new EccosException($"{file}: {problem.Message}", problem);
        }
    }
}
