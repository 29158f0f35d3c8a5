namespace Eccos.QAServe;

/// <summary>What an <see cref="Expression"/> does with its operands.</summary>
internal enum Operation
{
    /// <summary>A rational number; no operands.</summary>
    Number,

    /// <summary>A variable or a constant such as "x", "pi" or "infinity"; no operands.</summary>
    Symbol,

    /// <summary>Words that are an answer themselves; no operands.</summary>
    Text,

    /// <summary>The sum of its operands.</summary>
    Sum,

    /// <summary>The product of its operands.</summary>
    Product,

    /// <summary>Operand 0 over operand 1.</summary>
    Quotient,

    /// <summary>Operand 0 to the power of operand 1.</summary>
    Power,

    /// <summary>Operand 0 with the other sign.</summary>
    Negation,

    /// <summary>Both signs of operand 0.</summary>
    PlusMinus,

    /// <summary>A function, named by its symbol, of its operands.</summary>
    Function,

    /// <summary>Operands in order between the brackets that are its symbol: a tuple, a point, a vector, an interval.</summary>
    Tuple,

    /// <summary>Operands in any order between braces.</summary>
    Set,

    /// <summary>Operands in any order, written with commas or "and" between them.</summary>
    List,

    /// <summary>The union of its operands.</summary>
    Union,

    /// <summary>The part of operand 0 that is not in operand 1.</summary>
    Difference,

    /// <summary>Operands 0 and 1 compared by the sign that is its symbol.</summary>
    Relation,

    /// <summary>A matrix; its operands are rows, tuples themselves.</summary>
    Matrix,
}
