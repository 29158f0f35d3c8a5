namespace Eccos.Predictors;

/// <summary>An observation near a query. The closer comes first, and of two as close the earlier.</summary>
internal readonly record struct Neighbour(float Cosine, int Row) : IComparable<Neighbour>
{
    public int CompareTo(Neighbour other) => Cosine != other.Cosine ? other.Cosine.CompareTo(Cosine) : Row.CompareTo(other.Row);
}
