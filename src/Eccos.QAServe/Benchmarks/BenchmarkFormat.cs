namespace Eccos.QAServe;

/// <summary>The published forms of benchmarks that can be read, each as JSON Lines or as CSV with a header.</summary>
public enum BenchmarkFormat
{
    /// <summary>
    /// MMLU: <c>question</c>, <c>choices</c>, <c>answer</c> (place from 0, or letter) and <c>subject</c>; as CSV also without a header: the question, four
    /// choices, the letter.
    /// </summary>
    Mmlu,

    /// <summary>MMLU-Pro: <c>question_id</c>, <c>question</c>, <c>options</c>, <c>answer</c> (letter), <c>answer_index</c> and <c>category</c>.</summary>
    MmluPro,

    /// <summary>GSM8K: <c>question</c> and <c>answer</c>, a solution that ends in "#### 18".</summary>
    Gsm8k,

    /// <summary>MATH: <c>problem</c>, <c>solution</c> with its answer in \boxed{}, or <c>answer</c>; <c>subject</c> or <c>type</c>, and <c>unique_id</c>.</summary>
    Math,

    /// <summary>
    /// Any questions with short answers: <c>id</c>, <c>question</c>, <c>answer</c> (a text, or an array of texts any of which is right), <c>source</c>.
    /// </summary>
    ShortAnswer,
}
