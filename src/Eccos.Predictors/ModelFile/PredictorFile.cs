namespace Eccos.Predictors;

/// <summary>Saves fitted predictors and loads them again.</summary>
/// <remarks>
/// A file holds a manifest and raw little-endian arrays, each with its SHA-256 sum, and no code. A loaded predictor predicts the same as the
/// one that was saved, bit for bit, on a machine of the same kind. Stateless and safe for use from any thread.
/// </remarks>
public static class PredictorFile
{
    /// <summary>Saves a predictor, whole or not at all: the file is written beside and moved into place at the end.</summary>
    /// <param name="predictor">A predictor of this package, endpoints added by probes included.</param>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="cancellationToken">Ends the writing early; an existing file is then as it was before.</param>
    /// <returns>Completes when the file is in place.</returns>
    /// <exception cref="ArgumentException">The predictor is of a kind that cannot be saved.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Task SaveAsync(IPredictor predictor, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var writer = new ModelWriter();
        SavedPredictor.Write(predictor, writer);
        return writer.SaveAsync(path, cancellationToken);
    }

    /// <summary>Loads a predictor. Its size, sums and shapes are checked; nothing that the file holds is run.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not hold; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The predictor.</returns>
    /// <exception cref="ModelFileException">The file is cut off, changed, of another version or no model file; the message names file and part.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static Task<IPredictor> LoadAsync(string path, PredictorFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Task.Run(() => SavedPredictor.Read(new ModelReader(ModelFileContent.Read(path, cancellationToken)), options ?? new PredictorFileOptions()), cancellationToken);
    }
}
