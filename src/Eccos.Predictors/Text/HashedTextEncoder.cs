using System.Collections.Concurrent;

namespace Eccos.Predictors;

/// <summary>
/// The default text encoder, which needs no download: hashed word and character n-grams with TF-IDF weights, reduced by a truncated
/// singular value decomposition fitted on the training queries (latent semantic analysis, S. Deerwester et al., 1990), joined with surface
/// features such as length, numbers, formulas, code and answer options.
/// <code>
/// x_v = (1 + ln tf_v) ln((1 + n) / (1 + df_v))       one weight per n-gram v of the vocabulary
/// z   = x V S^(-whitening)                           A = U S V', the training queries' rows x scaled to length 1
/// e   = (z / |z|, surface weight * s / sqrt(F))      s: F surface features, standardised and cut at 3 standard deviations
/// </code>
/// The vector is e / |e|.
/// </summary>
/// <remarks>
/// Immutable and safe for use from any thread. Takes texts of any length and script in one pass; an empty text, or one with nothing in
/// common with the training queries, has its surface features alone. Encoding allocates nothing once as many texts have been encoded at
/// the same time as ever will be.
/// </remarks>
public sealed class HashedTextEncoder : ITextEncoder
{
    private const int TextsPerTask = 8;

    private readonly ConcurrentBag<TermCounts> _scratch = [];
    private readonly Vocabulary _vocabulary;

    internal HashedTextEncoder(HashedTextEncoderState state)
    {
        State = state;
        _vocabulary = new Vocabulary(state.Buckets);
    }

    /// <inheritdoc/>
    public int Dimension => State.LatentDimensions + State.Scaling.Count;

    /// <summary>Everything that was fitted, for saving.</summary>
    internal HashedTextEncoderState State { get; }

    /// <summary>Fits an encoder to training queries.</summary>
    /// <param name="texts">The training queries, at least one. Nothing else is learned from.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The encoder: the same for the same texts and seed, whatever the number of threads.</returns>
    /// <exception cref="ArgumentException">There is no text.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is out of range.</exception>
    public static HashedTextEncoder Fit(IReadOnlyList<string> texts, TextEncoderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0)
            throw new ArgumentException("There is no text to fit the encoder to.", nameof(texts));
        options ??= new TextEncoderOptions();
        TextEncoderOptionsRules.ThrowIfInvalid(options);
        return Fit(texts, options, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = int.MaxValue });
    }

    /// <summary>Fits an encoder as a part of another fit.</summary>
    /// <param name="texts">The training queries, at least one.</param>
    /// <param name="options">Settings, in range.</param>
    /// <param name="whole">The threads of the whole fit, which are not exceeded.</param>
    internal static HashedTextEncoder Fit(IReadOnlyList<string> texts, TextEncoderOptions options, ParallelOptions whole) => new(HashedTextEncoderFit.Fit(texts, options, new ParallelOptions
    {
        CancellationToken = whole.CancellationToken,
        MaxDegreeOfParallelism = Math.Min(options.MaxDegreeOfParallelism ?? Environment.ProcessorCount, whole.MaxDegreeOfParallelism),
    }));

    /// <summary>Encodes one text.</summary>
    /// <param name="text">The text, of any length and script; may be empty.</param>
    /// <param name="destination"><see cref="Dimension"/> values; every one is written and finite, and their squares sum to 1 or, for an empty vector, to 0.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is not <see cref="Dimension"/> long.</exception>
    public void Encode(ReadOnlySpan<char> text, Span<float> destination)
    {
        if (destination.Length != Dimension)
            throw new ArgumentException($"The destination holds {destination.Length} values; a vector has {Dimension}.", nameof(destination));

        var counts = _scratch.TryTake(out var kept) ? kept : new TermCounts(_vocabulary);
        counts.Count(text);
        Span<float> surface = stackalloc float[SurfaceFeatures.Count];
        SurfaceFeatures.Extract(text, surface);
        Encode(counts.Terms, counts.Weights, surface, destination);
        _scratch.Add(counts);
    }

    /// <summary>Encodes a text that was scanned already.</summary>
    /// <param name="terms">The n-grams of the vocabulary that occur, in the order of their first occurrence.</param>
    /// <param name="weights">1 + ln tf of each.</param>
    /// <param name="surface">The surface features.</param>
    /// <param name="destination"><see cref="Dimension"/> values.</param>
    internal void Encode(ReadOnlySpan<int> terms, ReadOnlySpan<float> weights, ReadOnlySpan<float> surface, Span<float> destination)
    {
        // The padding of the projection's rows reaches into the place of the surface features, which are written after it.
        var sum = destination[..State.Projection.ColumnCount];
        sum.Clear();
        RowSum.Add(sum, State.Projection.Values, State.Projection.ColumnCount, terms, weights);
        VectorMath.Normalize(sum[..State.LatentDimensions]);
        var scaled = destination[State.LatentDimensions..];
        surface[..State.Scaling.Count].CopyTo(scaled);
        State.Scaling.Apply(scaled);
        VectorMath.Normalize(destination);
    }

    /// <inheritdoc/>
    public ValueTask EncodeAsync(IReadOnlyList<string> texts, Memory<float> destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (destination.Length != (long)texts.Count * Dimension)
            throw new ArgumentException($"The destination holds {destination.Length} values; {texts.Count} vectors have {(long)texts.Count * Dimension}.", nameof(destination));
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);

        Encode(texts, destination, new ParallelOptions { CancellationToken = cancellationToken });
        return ValueTask.CompletedTask;
    }

    /// <summary>Encodes texts.</summary>
    /// <param name="texts">N texts.</param>
    /// <param name="destination">N vectors of <see cref="Dimension"/> values.</param>
    /// <param name="parallel">The threads to use, and what ends the work early.</param>
    internal void Encode(IReadOnlyList<string> texts, Memory<float> destination, ParallelOptions parallel)
    {
        if (texts.Count <= TextsPerTask)
        {
            parallel.CancellationToken.ThrowIfCancellationRequested();
            EncodeRange(0, texts.Count);
        }
        else
        {
            Parallel.For(
                0,
                (texts.Count + TextsPerTask - 1) / TextsPerTask,
                parallel,
                task => EncodeRange(task * TextsPerTask, Math.Min((task + 1) * TextsPerTask, texts.Count)));
        }

        void EncodeRange(int start, int end)
        {
            for (var i = start; i < end; i++)
                Encode(texts[i], destination.Span.Slice(i * Dimension, Dimension));
        }
    }
}
