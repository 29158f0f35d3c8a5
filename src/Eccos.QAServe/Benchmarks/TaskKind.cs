namespace Eccos.QAServe;

/// <summary>What kind of answer a benchmark item asks for; it decides the prompt and the grader.</summary>
public enum TaskKind
{
    /// <summary>One of several lettered choices.</summary>
    MultipleChoice,

    /// <summary>A number, with or without a unit.</summary>
    Numeric,

    /// <summary>A mathematical expression, a set, an interval, a tuple, a matrix or an equation, in LaTeX.</summary>
    Mathematics,

    /// <summary>A name, a date or a short phrase.</summary>
    ShortAnswer,
}
