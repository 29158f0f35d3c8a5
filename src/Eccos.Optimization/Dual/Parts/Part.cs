namespace Eccos.Optimization;

/// <summary>
/// The assignments whose loads lie within limits of the part's own and which use or avoid some options, the prices that bound them, and how much regret above
/// that bound was gone through.
/// </summary>
internal sealed class Part
{
    /// <summary>The first budget of regret, as a part of the gap that is allowed and of the one that there is.</summary>
    private const double SmallestBudget = 0.5;

    private const double SmallestOfWhole = 1e-3;

    /// <summary>A search is worth about so much work, but its budget grows by no less and no more than this.</summary>
    private const double WorkAimedAt = 400_000;

    private const double LeastGrowth = 1.25;
    private const double MostGrowth = 2;

    /// <summary>A search takes about exp(4 b / b_0) of the work at budget b_0: 2.7 times as much for a quarter more.</summary>
    private const double WorkPerGrowth = 4;

    /// <summary>A search that takes more is one that a split may save the next of.</summary>
    private const long MuchWork = 200_000;

    /// <summary>A search is given up where it takes so many times as much as that.</summary>
    private const int MostOverMuch = 10;

    /// <summary>How much longer one may take before a split is looked for again where none was worth its while.</summary>
    private const int Patience = 5;

    private double _proven;
    private double _next;
    private long _splitAbove = MuchWork;

    /// <param name="least">l_j.</param>
    /// <param name="most">L_j.</param>
    /// <param name="choices">The options that are used or avoided.</param>
    /// <param name="prices">The prices.</param>
    public Part(int[] least, int[] most, Choice[] choices, DualPrices prices)
    {
        (Least, Most, Choices, Prices) = (least, most, choices, prices);
    }

    /// <summary>l_j.</summary>
    public int[] Least { get; }

    /// <summary>L_j.</summary>
    public int[] Most { get; }

    /// <summary>The options that are used or avoided.</summary>
    public Choice[] Choices { get; }

    public DualPrices Prices { get; }

    /// <summary>The temperature at which the prices were found, in units of f.</summary>
    public double Temperature { get; set; }

    /// <summary>The bound at the prices.</summary>
    public double AtPrices { get; set; } = double.NegativeInfinity;

    /// <summary>The bound of the part that this one was split from.</summary>
    public double Inherited { get; private init; } = double.NegativeInfinity;

    /// <summary>No assignment of the part lies below this.</summary>
    public double Bound => Math.Max(Inherited, AtPrices + _proven);

    /// <summary>The budget that was searched last, and the work that took.</summary>
    public (double Budget, long Work) Last { get; private set; }

    /// <summary>Whether the last search ended early, with nothing found.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether a split is to be looked for before the next search.</summary>
    public bool IsToSplit => Last.Work > _splitAbove;

    /// <summary>The most work of the next search.</summary>
    public long MostWork => _splitAbove > long.MaxValue / MostOverMuch ? long.MaxValue : MostOverMuch * _splitAbove;

    /// <summary>What of it has a load within limits; its prices are for the caller to find.</summary>
    public Part WithLoad(int j, int least, int most, DualPrices prices)
    {
        var (lower, upper) = ((int[])Least.Clone(), (int[])Most.Clone());
        (lower[j], upper[j]) = (least, most);
        return Child(lower, upper, Choices, prices);
    }

    /// <summary>What of it uses an option, or avoids it; its prices are for the caller to find.</summary>
    public Part With(Choice choice, DualPrices prices) => Child(Least, Most, [.. Choices, choice], prices);

    /// <summary>Whether every assignment that is still looked for was gone through.</summary>
    public bool IsClosed(double cutoff) => Inherited >= cutoff || _proven >= cutoff - AtPrices;

    /// <summary>The budget of regret to search next.</summary>
    public double NextBudget(Incumbent incumbent)
    {
        var whole = incumbent.Cutoff - AtPrices;
        if (_next == 0)
            _next = Math.Max(0, Inherited - AtPrices) + Math.Max(SmallestBudget * incumbent.AllowedGap(AtPrices), SmallestOfWhole * whole);
        return LeastGrowth * _next > whole ? whole : _next;
    }

    /// <summary>How much of the work of searching the whole is left to a part whose bound is higher; 0 where nothing is.</summary>
    public double WorkOf(Part part, double cutoff) =>
        part.IsClosed(cutoff) ? 0 : Math.Exp(-WorkPerGrowth * Math.Max(0, part.AtPrices - AtPrices) / Last.Budget);

    /// <summary>Takes over what the search of the whole took, as far as it says what this part takes.</summary>
    public void Expect(Part whole, double cutoff)
    {
        var budget = whole.Last.Budget - Math.Max(0, AtPrices - whole.AtPrices);
        if (budget > 0)
            Last = (budget, (long)(whole.WorkOf(this, cutoff) * whole.Last.Work));
    }

    /// <summary>Takes note that no split is worth its while for now.</summary>
    public void KeepWhole() => (_splitAbove, IsCut) = (IsCut ? long.MaxValue : Patience * Last.Work, false);

    /// <summary>Takes note of a search.</summary>
    /// <param name="budget">The regret up to which everything was searched.</param>
    /// <param name="work">The work that took.</param>
    /// <param name="isComplete">Whether it was, indeed.</param>
    /// <param name="isBetter">Whether something was found.</param>
    public void Searched(double budget, long work, bool isComplete, bool isBetter)
    {
        (Last, IsCut) = ((budget, work), !isComplete && !isBetter);
        if (!isComplete)
            return;
        _proven = Math.Max(_proven, budget);
        _next = budget * Math.Clamp(1 + (Math.Log(WorkAimedAt / (work + 1)) / WorkPerGrowth), LeastGrowth, MostGrowth);
    }

    private Part Child(int[] least, int[] most, Choice[] choices, DualPrices prices) => new(least, most, choices, prices) { Inherited = Bound };
}
