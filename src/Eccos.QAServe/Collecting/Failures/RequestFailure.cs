namespace Eccos.QAServe;

/// <summary>Why a request failed, and what follows from it.</summary>
/// <param name="Scope">What it says about the ones to come.</param>
/// <param name="MayBeBilled">Whether the endpoint may have worked on it, and charge for it; its worst case then counts as spent.</param>
/// <param name="Reason">What happened, in one sentence.</param>
/// <param name="RetryAfter">How long the endpoint asks to be left alone; <see langword="null"/> when it does not say.</param>
public sealed record RequestFailure(FailureScope Scope, bool MayBeBilled, string Reason, TimeSpan? RetryAfter = null);
