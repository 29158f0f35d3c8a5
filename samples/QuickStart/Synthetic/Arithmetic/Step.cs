namespace QuickStart.Synthetic.Arithmetic;

/// <summary>One step of a word problem.</summary>
internal readonly record struct Step(Operation Operation, long Operand)
{
    /// <summary>The amount after the step.</summary>
    public long Apply(long amount) => Operation switch
    {
        Operation.Add => amount + Operand,
        Operation.Subtract => amount - Operand,
        Operation.Multiply => amount * Operand,
        Operation.Divide => amount / Operand,
        Operation.Percent => amount * Operand / 100,
        _ => throw new InvalidOperationException($"Operation {Operation} is unknown."),
    };
}
