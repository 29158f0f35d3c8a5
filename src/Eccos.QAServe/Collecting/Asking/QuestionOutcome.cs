namespace Eccos.QAServe;

/// <summary>What became of a question.</summary>
internal enum QuestionOutcome
{
    /// <summary>Its answer is in the journal, and graded.</summary>
    Answered,

    /// <summary>All attempts failed.</summary>
    Failed,

    /// <summary>Its worst case does not fit under the ceiling.</summary>
    BeyondCeiling,
}
