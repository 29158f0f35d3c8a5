namespace Eccos.Optimization;

/// <summary>
/// A chain of up to three moves, each query taking the place the next one leaves: one query moves, two swap, three go round. Only the first
/// endpoint loses and the last gains a slot; a cycle leaves all loads as they are.
/// </summary>
/// <remarks>Points to its steps: millions are looked at, few are kept (<see cref="KeptExchange"/>).</remarks>
internal readonly ref struct Exchange
{
    /// <summary>The first move; the second and third exist as far as <see cref="Length"/> says.</summary>
    public readonly ref readonly Step First;

    /// <summary>The second move.</summary>
    public readonly ref readonly Step Second;

    /// <summary>The third move.</summary>
    public readonly ref readonly Step Third;

    /// <summary>One move.</summary>
    public Exchange(ref readonly Step first)
    {
        First = ref first;
        (Length, Last) = (1, first.To);
        (DeltaF, DeltaG, DeltaRegret) = (first.DeltaF, first.DeltaG, first.DeltaRegret);
    }

    private Exchange(Exchange before, ref readonly Step next)
    {
        First = ref before.First;
        Second = ref before.Second;
        if (before.Length == 1)
            Second = ref next;
        else
            Third = ref next;
        (Length, Last) = (before.Length + 1, next.To);
        (DeltaF, DeltaG, DeltaRegret) = (before.DeltaF + next.DeltaF, before.DeltaG + next.DeltaG, before.DeltaRegret + next.DeltaRegret);
    }

    /// <summary>The number of moves.</summary>
    public int Length { get; }

    /// <summary>The endpoint that the last query goes to.</summary>
    public int Last { get; }

    /// <summary>The change of sum f x.</summary>
    public double DeltaF { get; }

    /// <summary>The change of sum g x.</summary>
    public double DeltaG { get; }

    /// <summary>The change of the sum of regrets.</summary>
    public double DeltaRegret { get; }

    /// <summary>The same with one more move.</summary>
    public Exchange Then(ref readonly Step next) => new(this, in next);
}
