namespace QuickStart.Synthetic.Arithmetic;

/// <summary>What a step does to the running amount.</summary>
internal enum Operation
{
    Add,
    Subtract,
    Multiply,

    /// <summary>Divides; the operand divides the amount without a remainder.</summary>
    Divide,

    /// <summary>Leaves so many percent of the amount, which is a whole number again.</summary>
    Percent,
}
