namespace Eccos.Optimization;

/// <summary>
/// A chain of up to three moves, each query taking the place the next one leaves: one query moves, two swap, three go round. Only the first
/// endpoint loses and the last gains a slot; a cycle leaves all loads as they are.
/// </summary>
/// <param name="Length">The number of moves.</param>
/// <param name="First">The first move.</param>
/// <param name="Second">The second move.</param>
/// <param name="Third">The third move.</param>
/// <param name="DeltaF">The change of sum f x.</param>
/// <param name="DeltaG">The change of sum g x.</param>
/// <param name="DeltaRegret">The change of the sum of regrets.</param>
/// <param name="Relief">By how much the violation of limits falls.</param>
internal readonly record struct Exchange(int Length, Step First, Step Second, Step Third, double DeltaF, double DeltaG, double DeltaRegret, double Relief)
{
    /// <summary>Carries the moves out.</summary>
    public void Apply(SearchState state)
    {
        state.Move(First.Query, First.To);
        if (Length > 1)
            state.Move(Second.Query, Second.To);
        if (Length > 2)
            state.Move(Third.Query, Third.To);
    }

}
