namespace Eccos.QAServe;

/// <summary>An answer that is in the journal.</summary>
/// <param name="Place">Where its line stands.</param>
/// <param name="Prompt">The hash of the prompt it answers.</param>
internal sealed record JournalAnswer(JournalPlace Place, string Prompt)
{
    /// <summary>Its last grade; null when it has none yet.</summary>
    public Grade? Grade { get; set; }
}
