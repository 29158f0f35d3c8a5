namespace Eccos.QAServe;

/// <summary>How a short answer is compared with its references.</summary>
public enum ShortAnswerMeasure
{
    /// <summary>1 when the normalised texts are equal, else 0.</summary>
    ExactMatch,

    /// <summary>The harmonic mean of the precision and recall of the normalised words, from 0 to 1.</summary>
    TokenF1,
}
