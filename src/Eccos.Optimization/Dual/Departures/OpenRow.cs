namespace Eccos.Optimization;

/// <summary>A side row along an order of the open queries.</summary>
/// <param name="Row">k.</param>
/// <param name="First">The place of the first open query that it counts.</param>
/// <param name="End">The place after the last one.</param>
/// <param name="Room">G_k less what it comes to where no query departs; below 0 where that is too much.</param>
/// <param name="Lambda">lambda_k.</param>
/// <param name="Slot">Which of the values of a <see cref="PartialAssignment"/> counts it.</param>
internal readonly record struct OpenRow(int Row, int First, int End, double Room, double Lambda, int Slot)
{
    /// <summary>Whether some of its queries were passed, and some were not before the last.</summary>
    public bool IsOpenAt(int passed) => First < passed && passed <= End;

    /// <summary>Counts what is left of a row of which all queries were passed, if it is kept; nothing else needs to be known of it from then on.</summary>
    public bool TryClose(ref PartialAssignment partial)
    {
        var slack = Room - (Slot == 0 ? partial.G : partial.H);
        var regret = partial.Regret + (Lambda * slack);
        partial = Slot == 0 ? partial with { G = 0, Regret = regret } : partial with { H = 0, Regret = regret };
        return slack >= 0;
    }

    /// <summary>The same row where the queries are gone through from the end.</summary>
    public OpenRow FromTheEnd(int count) => this with { First = count - End, End = count - First };
}
