namespace Eccos.Optimization;

/// <summary>
/// A limit of a stream that has a price, in one form for both kinds: the average of y over the queries it is about is to be at least tau. Of a floor y = a and
/// tau = alpha; of a budget y = -c and tau = -b.
/// </summary>
/// <param name="Kind">A floor or a budget.</param>
/// <param name="Group">The place of the group it is about; <see cref="WholeStream"/> for all queries.</param>
internal readonly record struct StreamLimit(LimitKind Kind, int Group)
{
    public const int WholeStream = -1;

    public bool IsFloor => Kind == LimitKind.QualityFloor;
}
