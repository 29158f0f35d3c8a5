namespace Eccos.Optimization;

/// <summary>How a <see cref="PriceDirectedOptimizer"/> finds and corrects its prices.</summary>
public sealed class PriceDirectedOptions
{
    /// <summary>n, the queries over which the prices are computed: typical ones shown before, the first ones of the stream, and a trickle of later ones.</summary>
    /// <value>16 to 100,000; 2048 by default. More give steadier prices and take longer to solve.</value>
    public int SampleSize { get; set; } = 2048;

    /// <summary>K, the queries from one solution to the next; the first are solved after 1, 2, 4, … queries.</summary>
    /// <value>1 or more; 64 by default.</value>
    public int SolveEvery { get; set; } = 64;

    /// <summary>H, the queries over which a debt is made good.</summary>
    /// <value>1 or more; 512 by default. Fewer hold the floor more tightly and cost more, because prices then follow chance.</value>
    public int RepayOver { get; set; } = 512;

    /// <summary>
    /// H', the queries over which the mix of easy and hard ones is taken to even out: a surplus is spent, and the sample renewed, no faster.
    /// </summary>
    /// <value>At least <see cref="RepayOver"/>; 50,000 by default. An easy stretch longer than this is taken for the new mix.</value>
    public int MixOver { get; set; } = 50_000;

    /// <summary>z, the standard errors that are kept in reserve against chance.</summary>
    /// <value>0 to 10; 1.645 by default, one-sided 95 %.</value>
    public double Confidence { get; set; } = 1.645;

    /// <summary>R, the correct answers that may ever be owed; beyond them every query that can must mend the average at any cost.</summary>
    /// <value>0 or more; 32 by default.</value>
    public double MostOwed { get; set; } = 32;

    /// <summary>Whether prices are solved for on a thread of the pool while queries go on at the last ones.</summary>
    /// <value>
    /// <see langword="false"/>, the default: the query that is due waits for them, some milliseconds, and the same stream gives the same choices.
    /// </value>
    public bool SolveInBackground { get; set; }

    /// <summary>Draws which queries of a long stream enter the sample.</summary>
    /// <value>1 by default.</value>
    public int Seed { get; set; } = 1;

    internal PriceDirectedOptions Copy() => (PriceDirectedOptions)MemberwiseClone();
}
