namespace Eccos.QAServe;

/// <summary>One endpoint after another: query n begins at endpoint n mod M and goes on round the pool.</summary>
internal sealed class RoundRobinRule : IRankingRule
{
    public void Rank(ReadOnlySpan<double> success, ReadOnlySpan<double> costUsd, int position, Span<int> order)
    {
        for (var k = 0; k < order.Length; k++)
            order[k] = (position + k) % order.Length;
    }
}
