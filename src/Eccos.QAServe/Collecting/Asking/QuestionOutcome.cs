namespace Eccos.QAServe;

/// <summary>What became of a question.</summary>
internal enum QuestionOutcome
{
    /// <summary>Its answer is in the journal, and graded.</summary>
    Answered,

    /// <summary>All attempts that could be made failed.</summary>
    Failed,

    /// <summary>It was not asked: its worst case does not fit under the ceiling.</summary>
    BeyondCeiling,
}
